"""Names stand by the strokes of the surname."""

from cunxuan.core.strokes import by_strokes, is_ranked


def sorted_names(*names: str) -> list[str]:
    return sorted(names, key=by_strokes)


def test_fewer_strokes_come_first():
    assert sorted_names("赵福生", "丁一", "王芳", "马超", "李保全") == ["丁一", "马超", "王芳", "李保全", "赵福生"]


def test_of_as_many_strokes_the_kinds_of_the_strokes_decide():
    assert sorted_names("马", "上", "于") == ["于", "上", "马"]  # three strokes: 横横, 竖, 折
    assert sorted_names("司", "田", "龙") == ["龙", "田", "司"]  # five: 横, 竖, 折


def test_of_one_surname_the_next_characters_decide_and_a_shorter_name_comes_first():
    assert sorted_names("王芳", "王一凡", "王", "王一") == ["王", "王一", "王一凡", "王芳"]


def test_a_character_that_the_table_lacks_comes_after_all_that_it_has():
    assert not is_ranked("\U0002c3ad")
    assert is_ranked("龘")  # the last of the table
    assert sorted_names("王\U0002c3ad", "王龘", "王一") == ["王一", "王龘", "王\U0002c3ad"]


def test_every_common_surname_is_in_the_table():
    assert all(map(is_ranked, "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾段翟解单仇查欧"))
