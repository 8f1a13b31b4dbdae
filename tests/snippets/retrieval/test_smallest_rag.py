from retrieval import smallest_rag


def test_finds_the_document_that_shares_words() -> None:
    assert smallest_rag.retrieve("how many days of leave") == "leave.md"
    assert smallest_rag.retrieve("I lost my door card") == "cards.md"


def test_case_and_punctuation_do_not_matter() -> None:
    assert smallest_rag.words("Leave, LEAVE!") == {"leave"}


def test_a_changed_fact_is_in_the_next_prompt() -> None:
    before = smallest_rag.DOCUMENTS["leave.md"]
    try:
        smallest_rag.DOCUMENTS["leave.md"] = "New staff get 30 days of leave a year."
        assert "30 days" in smallest_rag.prompt("How many days of leave do I get?")
    finally:
        smallest_rag.DOCUMENTS["leave.md"] = before


def test_the_prompt_names_its_source_and_ends_with_the_question() -> None:
    prompt = smallest_rag.prompt("Who approves flights?")
    assert "[travel.md]" in prompt
    assert prompt.endswith("Question: Who approves flights?")
