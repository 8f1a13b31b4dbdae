document.getElementById(location.hash.slice(1))?.closest(".foldable")?.setAttribute("data-open", "");
