"""Every built-in sentence, looked at as a whole."""

from dialogues.catalogue import Catalogue


def test_every_built_in_sentence_keeps_the_house_rules() -> None:
    built_in = Catalogue.load()
    for key in list(built_in.keys()):
        assert built_in.problem(key) is None, key
        source = built_in._sources[key].text
        assert "!" not in source.replace("!=", ""), key
        assert not any(ord(char) > 0x1F000 for char in source), key
