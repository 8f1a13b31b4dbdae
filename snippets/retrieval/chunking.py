"""Cut a text into chunks of some words that overlap."""


# --8<-- [start:split]
def split(text: str, size: int = 12, overlap: int = 4) -> list[str]:
    """Chunks of at most `size` words; neighbours share `overlap` words.

    Raises:
        ValueError: the overlap is not smaller than the size.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"overlap {overlap} must be at least 0 and below size {size}")
    words = text.split()
    step = size - overlap
    # Stop once a chunk has reached the end: a last chunk of overlap alone says nothing new.
    starts = range(0, max(len(words) - overlap, 1), step)
    return [" ".join(words[start : start + size]) for start in starts]


text = (
    "Travel is booked by the office. Staff who travel abroad need approval from their lead. "
    "Approval takes two days. Meals are paid up to a daily limit that depends on the country."
)
for number, chunk in enumerate(split(text), start=1):
    print(number, chunk)
# --8<-- [end:split]
