from tuning.adapter_size import adapter, base, full


def test_an_adapter_is_two_thin_tables() -> None:
    assert full(100, 50) == 5000
    assert adapter(100, 50, rank=2) == 100 * 2 + 2 * 50


def test_the_size_grows_with_the_rank_and_passes_the_full_table_when_it_is_no_longer_low() -> None:
    assert adapter(64, 64, rank=8) == 2 * adapter(64, 64, rank=4)
    assert adapter(64, 64, rank=32) == full(64, 64)


def test_the_base_has_about_six_and_a_half_billion_numbers() -> None:
    assert 6.4e9 < base < 6.6e9
