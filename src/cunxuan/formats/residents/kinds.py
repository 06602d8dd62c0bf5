"""What can be wrong with a list of residents: each kind by its lasting name, with what a person is told.

One table. `dirt` is the kind's number among the 32 that lists from villages are known for (D01 to D32); the guide for
clerks is docs/guide/residents-file.md. A kind weighs in one of three ways:

    wrong    the row is not taken; somebody corrects the cell
    repair   the program knows what may be meant and asks; the row waits for one click, or for a correction
    note     the row is taken; somebody should look

Sentences say what is wrong and what to do; `{words}` in them are filled in where the problem is found.

Public: `Kind`, `KINDS`, `Weight`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weight = Literal["wrong", "repair", "note"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way in which a cell, a row or a sheet is not as it should be."""

    name: str
    dirt: str
    weight: Weight
    zh: str
    en: str


KINDS: dict[str, Kind] = {}


def kind(name: str, dirt: str, weight: Weight, zh: str, en: str) -> None:
    KINDS[name] = Kind(name, dirt, weight, zh, en)


# The ID number

kind(
    "id_as_number",
    "D01",
    "wrong",
    "身份证号按数值存，后几位已经丢失。请把这一列设为文本格式，对照户口簿重新填写。",
    "The ID number is stored as a number and has lost its last digits. Format the column as text and type it again "
    "from the household register.",
)
kind(
    "id_digits_lost",
    "D02",
    "wrong",
    "身份证号末三位是 000，校验位也不对，像是按数值存过，后几位已经丢失。请对照户口簿重新填写。",
    "The ID number ends in 000 and its check digit is wrong: it was probably stored as a number once and has lost its "
    "last digits. Type it again from the household register.",
)
kind(
    "id_ends_000",
    "D02",
    "note",
    "身份证号末三位是 000，校验位是对的，照常导入。请对照户口簿看一眼是不是按数值存过。",
    "The ID number ends in 000 with a right check digit and is taken. Check against the household register that it was "
    "never stored as a number.",
)
kind(
    "id_15_digits",
    "D03",
    "repair",
    "这是 15 位的旧身份证号。按规则换成 18 位见建议；请对照户口簿，对的就确认。",
    "This is an old ID number of 15 digits. The number of 18 that it became is suggested; confirm it if the household "
    "register says the same.",
)
kind(
    "id_small_x",
    "D04",
    "repair",
    "身份证号末位应是大写的 X。请确认改成建议的写法。",
    "The last place of the ID number should be a capital X. Confirm the suggestion.",
)
kind(
    "id_check_digit",
    "D05",
    "wrong",
    "身份证号校验位不对。请对照户口簿改正。",
    "The check digit of the ID number is wrong, so some digit of it is. Correct it from the household register.",
)
kind(
    "id_birth_date",
    "D06",
    "wrong",
    "身份证号第 7 至 14 位不是一个日期。请对照户口簿改正。",
    "Places 7 to 14 of the ID number are not a date. Correct it from the household register.",
)
kind(
    "id_birth_impossible",
    "D06",
    "wrong",
    "身份证号里的出生日期不可能（{day}）。请对照户口簿改正。",
    "The date of birth in the ID number is impossible ({day}). Correct it from the household register.",
)
kind(
    "id_length",
    "D05",
    "wrong",
    "身份证号应为 18 位。请对照户口簿改正。",
    "An ID number has 18 places. Correct it from the household register.",
)
kind(
    "id_characters",
    "D05",
    "wrong",
    "身份证号只能是数字，末位可以是 X。请对照户口簿改正。",
    "An ID number is digits, the last may be X. Correct it from the household register.",
)
kind(
    "id_empty",
    "D05",
    "wrong",
    "身份证号没有填。请对照户口簿补上；暂时查不到的，把出生日期写到年月日，可以先按“身份证号待补”导入。",
    "There is no ID number. Add it from the household register; if it is not known yet, write the whole date of birth, "
    "and the person can be taken in with the number to follow.",
)
kind(
    "id_pending",
    "D05",
    "repair",
    "身份证号没有填，姓名、性别和出生日期都有。请对照户口簿补上；暂时查不到的，请确认按“身份证号待补”导入。",
    "There is no ID number, but a name, sex and date of birth. Add it from the household register; if it is not known "
    "yet, confirm that the number is to follow.",
)
kind(
    "id_twice",
    "D19",
    "wrong",
    "与 {there} 是同一个身份证号，这些行都没有导入。同一个人请只留一行；不是同一个人的，请对照户口簿改正。",
    "The same ID number stands in {there_en}; none of these rows is taken. Keep one row for one person; if they are "
    "different people, correct the numbers from the household register.",
)
kind(
    "id_in_other_village",
    "D20",
    "wrong",
    "与 {there} 是同一个身份证号，那一行是另一个村的。一人只在一个村登记，请两村核对后再定。",
    "The same ID number stands in {there_en} under another village. A person is registered in one village only; the "
    "two villages should settle which.",
)

# Characters

kind(
    "leading_apostrophe",
    "D09",
    "repair",
    "开头多了一个撇号。请确认去掉。",
    "There is an apostrophe at the front. Confirm that it is taken away.",
)
kind(
    "full_width",
    "D10",
    "repair",
    "数字或字母是全角的。请确认改成半角。",
    "Digits or letters are full-width. Confirm that they are written in the usual width.",
)
kind(
    "invisible_characters",
    "D11",
    "repair",
    "里面有看不见的字符（不换行空格、零宽字符、制表符或换行）。请确认去掉。",
    "There are characters that cannot be seen (a no-break space, a zero-width character, a tab or a line break). "
    "Confirm that they are taken away.",
)
kind(
    "inner_spaces",
    "D12",
    "repair",
    "中间或两头有空格。请确认去掉。",
    "There are spaces within or around it. Confirm that they are taken away.",
)

# The name

kind(
    "name_empty",
    "D32",
    "wrong",
    "姓名没有填。请对照户口簿补上。",
    "There is no name. Add it from the household register.",
)
kind(
    "name_long",
    "D32",
    "wrong",
    "姓名超过 {most} 个字。请只填姓名，其他内容另放一列。",
    "The name has more than {most} characters. Write the name only; put anything else into another column.",
)
kind(
    "name_characters",
    "D13",
    "wrong",
    "姓名里只能有文字和间隔号“·”。请去掉数字、空格和别的符号，只填姓名。",
    "A name has letters and the dot “·” only. Take away digits, spaces and other signs.",
)
kind(
    "name_unknown_character",
    "D13",
    "wrong",
    "姓名里有打不出来的字（问号、方框或自造字）。请对照户口簿，用正式的字重新输入；电脑里没有这个字的，先写同音字，在备注里说明。",
    "The name has a character that was not available (a question mark, a box or a private character). Type the real "
    "character from the household register; if the computer lacks it, write one of the same sound and say so in the "
    "remarks.",
)
kind(
    "name_in_brackets",
    "D14",
    "repair",
    "姓名后面有曾用名、小名或者别的说明。请确认只留姓名；名单上用户口簿上的名字。",
    "After the name stands a former name, a pet name or something else. Confirm that only the name is kept; the roll "
    "has the name of the household register.",
)
kind(
    "name_traditional",
    "D14",
    "note",
    "姓名里有繁体字或异体字（{character}），照原样导入。请对照户口簿，看户口簿上是不是“{simple}”。",
    "The name has a traditional or variant character ({character}) and is taken as it is. Check whether the household "
    "register has “{simple}”.",
)
kind(
    "same_name",
    "D21",
    "note",
    "与 {there} 同名，身份证号不同，按两个人导入。请核对不是一个人写了两遍。",
    "The same name stands in {there_en} with another ID number; both are taken as two people. Check that one person "
    "is not written twice.",
)
kind(
    "two_people",
    "D32",
    "wrong",
    "一格里像是有两个人。请一人一行，分开填写。",
    "There seem to be two people in one cell. Write one person a row.",
)
kind(
    "person_on_two_lines",
    "D32",
    "wrong",
    "这一行像是第 {above} 行那个人的下半行。请把一个人并到一行里，再删去空行。",
    "This row seems to be the second half of the person in row {above}. Bring the person into one row and delete the "
    "other.",
)

# Sex and birth

kind("sex", "D08", "wrong", "性别应写“男”或“女”。请改正。", "The sex is written 男 or 女. Correct it.")
kind(
    "sex_word",
    "D08",
    "repair",
    "性别应写“男”或“女”。请确认改成建议的写法。",
    "The sex is written 男 or 女. Confirm the suggestion.",
)
kind(
    "sex_differs",
    "D08",
    "wrong",
    "身份证号第 17 位表示{other}，与性别不符。请对照户口簿改正写错的一处。",
    "Place 17 of the ID number says {other_en}, which differs from the sex. Correct the wrong one from the household "
    "register.",
)
kind(
    "sex_from_id",
    "D08",
    "repair",
    "这一行没有填性别，身份证号第 17 位表示{other}。请确认按身份证号填写。",
    "The sex is not filled in; place 17 of the ID number says {other_en}. Confirm that it is taken from the number.",
)
kind(
    "sex_missing",
    "D08",
    "repair",
    "表里没有“性别”一列。请确认按身份证号第 17 位填写；不是的，请补上这一列。",
    "There is no column 性别. Confirm that the sex is taken from place 17 of the ID numbers; if not, add the column.",
)
kind(
    "birth_differs",
    "D07",
    "wrong",
    "出生日期与身份证号不符，身份证号里是 {day}。请对照户口簿改正写错的一处。",
    "The date of birth differs from the ID number, which says {day}. Correct the wrong one from the household "
    "register.",
)
kind(
    "birth_1904",
    "D24",
    "repair",
    "出生日期比身份证号里的正好差 1462 天，是另一种日期系统（1904）的数。请确认按身份证号（{day}）。",
    "The date of birth is exactly 1,462 days away from the ID number's: the other date system (1904). Confirm that the "
    "ID number counts ({day}).",
)
kind(
    "birth_text_date",
    "D24",
    "repair",
    "出生日期的写法不规范。请确认按建议的日期。",
    "The date of birth is not written in full figures. Confirm the date suggested.",
)
kind(
    "birth_serial",
    "D24",
    "repair",
    "出生日期是一个没有设成日期格式的数。请确认按建议的日期。",
    "The date of birth is a number that was not formatted as a date. Confirm the date suggested.",
)
kind(
    "birth_on",
    "D24",
    "wrong",
    "出生日期看不出是哪一天。请写成 1980-05-03 这样。",
    "The date of birth cannot be read. Write it like 1980-05-03.",
)
kind(
    "turns_18",
    "D23",
    "note",
    "{day} 满 18 周岁，选举日是 {polling_day}。{answer}",
    "Turns 18 on {day}; polling day is {polling_day}. {answer_en}",
)

# Group, household, village, where somebody lives

kind(
    "village_code",
    "D28",
    "wrong",
    "村代码应为 12 位数字。请照村的名单填写。",
    "A village code has 12 digits. Write it as the list of villages has it.",
)
kind(
    "village_other",
    "D20",
    "wrong",
    "这次只导入 {village}，这一行写的是别的村。请改正代码，或者分开导入。",
    "Only {village} is imported now, and this row names another village. Correct the code, or import it separately.",
)
kind(
    "group_no",
    "D27",
    "wrong",
    "村民小组应为数字，最多 4 位。请只填数字，例如 3。",
    "The group is a number of at most 4 digits. Write only the number, for example 3.",
)
kind(
    "group_in_words",
    "D27",
    "repair",
    "村民小组写着“{value}”。请确认是第 {group} 组。",
    "The group is written “{value}”. Confirm that it is group {group}.",
)
kind(
    "household_no",
    "D15",
    "wrong",
    "户号应为数字，最多 9 位。请只填数字，例如 3。",
    "The household is a number of at most 9 digits. Write only the number, for example 3.",
)
kind(
    "group_filled_down",
    "D15",
    "repair",
    "村民小组空着，上面一行是 {above}。请确认和上面一样。",
    "The group is empty; the row above has {above}. Confirm that it is the same.",
)
kind(
    "household_filled_down",
    "D15",
    "repair",
    "户号空着，上面一行是 {above}。请确认是同一户。",
    "The household is empty; the row above has {above}. Confirm that it is the same household.",
)
kind(
    "merged_cells",
    "D15",
    "note",
    "{cells} 合并成一格，这几行都按“{value}”读。",
    "{cells} is one merged cell; all of these rows are read as “{value}”.",
)
kind(
    "group_from_sheet",
    "D27",
    "repair",
    "表里没有“村民小组”一列，表名是“{sheet}”。请确认这张表的人都在第 {group} 组。",
    "There is no column 村民小组, and the sheet is called {sheet}. Confirm that everybody on it is of group {group}.",
)
kind(
    "group_from_title",
    "D27",
    "repair",
    "表里没有“村民小组”一列，这一行写着“{value}”。请确认下面的人都在第 {group} 组。",
    "There is no column 村民小组, and this row says {value}. Confirm that those below it are of group {group}.",
)
kind(
    "group_missing",
    "D27",
    "repair",
    "表里没有“村民小组”一列。全村只有一个组的，请确认都记为第 1 组；不是的，请补上这一列。",
    "There is no column 村民小组. If the village has one group only, confirm that everybody is of group 1; if not, add "
    "the column.",
)
kind(
    "household_from_head",
    "D15",
    "repair",
    "表里没有“户号”一列。请确认从每个“户主”起算一户，依次编号；要用村里的户号，请补上这一列。",
    "There is no column 户号. Confirm that each 户主 begins a household and that they are numbered in turn; to use the "
    "village's own numbers, add the column.",
)
kind(
    "household_missing",
    "D15",
    "repair",
    "表里没有“户号”一列，也看不出户主。请确认先不分户（都记为 0 户）；要按户排列，请补上这一列。",
    "There is no column 户号, and no head of household can be seen. Confirm that households are left out for now (all "
    "0); to list by household, add the column.",
)
kind(
    "hukou_here",
    "D28",
    "wrong",
    "户籍在本村应写“是”或“否”。请改正。",
    "户籍在本村 (registered in this village) is written 是 or 否. Correct it.",
)
kind(
    "lives_here",
    "D28",
    "wrong",
    "居住在本村应写“是”或“否”。请改正。",
    "居住在本村 (lives in this village) is written 是 or 否. Correct it.",
)
kind(
    "yes_or_no_word",
    "D28",
    "repair",
    "{heading}应写“是”或“否”。请确认按“{answer}”。",
    "{heading} is written 是 or 否. Confirm {answer}.",
)
kind(
    "hukou_here_missing",
    "D28",
    "repair",
    "文件里没有“户籍在本村”一列。请确认没有这一列的表里，户籍都在本村；不是的，请补上这一列，写“是”或“否”。",
    "There is no column 户籍在本村. Confirm that everybody on the sheets without it is registered in this village; if "
    "not, add the column with 是 or 否.",
)
kind(
    "lives_here_missing",
    "D28",
    "repair",
    "文件里没有“居住在本村”一列。请确认没有这一列的表里，人都住在本村；不是的，请补上这一列，写“是”或“否”。",
    "There is no column 居住在本村. Confirm that everybody on the sheets without it lives in this village; if not, add "
    "the column with 是 or 否.",
)
kind(
    "phone",
    "D11",
    "note",
    "不像电话号码，没有收进去，人照常导入。请核对。",
    "This is no telephone number and is left out; the person is taken. Check it.",
)
kind(
    "several_phones",
    "D11",
    "repair",
    "这里有几个电话号码。请确认只收第一个；要收另一个的，请只留下那一个。",
    "There are several telephone numbers. Confirm that the first is taken; to take another, leave only that one.",
)
kind(
    "nation",
    "D11",
    "note",
    "民族写得不像，没有收进去，人照常导入。请核对。",
    "This is not the name of an ethnic group and is left out; the person is taken. Check it.",
)

# Marks, remarks and colours

kind(
    "mark_dead",
    "D22",
    "repair",
    "写着“{value}”。已经去世的人不列入。请确认不导入这一行；还在世的，请改正。",
    "It says “{value}”. Nobody who has died is listed. Confirm that this row is left out; if the person is alive, "
    "correct it.",
)
kind(
    "mark_moved",
    "D22",
    "repair",
    "写着“{value}”。户口已经迁走的人不再是这个村的居民。请确认不导入这一行；没有迁走的，请改正。",
    "It says “{value}”. Whoever has moved their registration away is no resident of this village any more. Confirm "
    "that this row is left out; if not so, correct it.",
)
kind(
    "mark_deprived",
    "D22",
    "repair",
    "写着“{value}”。软件不凭备注去掉一个人的选举权利。请确认照常导入，再到“登记”里按文书记下。",
    "It says “{value}”. Nobody loses a right by a remark. Confirm that the person is taken in, and record it on the "
    "page of registration from the document.",
)
kind(
    "note_away",
    "D29",
    "repair",
    "写着“{value}”，居住在本村却是“是”。请确认按“否”导入；还住在村里的，请改正备注。",
    "It says “{value}”, while 居住在本村 says 是. Confirm that it is taken as 否; if the person lives here, correct "
    "the remark.",
)
kind(
    "colour_as_data",
    "D29",
    "repair",
    "这一行标了颜色（{colour}），软件看不出是什么意思。有意思的，请写成字；没有的，请确认不看颜色，照文字导入。",
    "This row is coloured ({colour_en}), and the program cannot tell what that means. Write what it means in words; if "
    "nothing, confirm that the colour is passed over.",
)

# The sheet

kind(
    "sheet_without_headings",
    "D16",
    "repair",
    "这张表前 {most} 行里没有找到姓名、身份证号这样的标题。不是名册的，请确认整张表不导入；是名册的，请补上标题一行。",
    "There are no headings such as 姓名 and 身份证号 in the first {most} rows of this sheet. If it is no list of "
    "people, confirm that it is left out; if it is, add a row of headings.",
)
kind(
    "hidden_sheet",
    "D17",
    "note",
    "这张表是隐藏的，也读了。不该导入的，请删去这张表。",
    "This sheet is hidden and was read too. If it should not be taken in, delete it.",
)
kind(
    "hidden_row",
    "D17",
    "note",
    "这一行是隐藏的，也读了。不该导入的，请删去这一行。",
    "This row is hidden and was read too. If it should not be taken in, delete it.",
)
kind(
    "hidden_rows",
    "D17",
    "note",
    "这张表有 {count} 行是隐藏的，也都读了。请取消隐藏，看一遍全部的行。",
    "This sheet has {count} hidden rows, which were read too. Unhide them and look at all the rows.",
)
kind(
    "hidden_column",
    "D17",
    "note",
    "这一列是隐藏的，也读了。请取消隐藏，看一遍里面的内容。",
    "This column is hidden and was read too. Unhide it and look at what is in it.",
)
kind(
    "filtered",
    "D17",
    "note",
    "这张表开着筛选，被筛掉的行也读了。请取消筛选，看一遍全部的行。",
    "This sheet is filtered; the rows that do not show were read too. Take the filter off and look at all the rows.",
)
kind(
    "old_workbook",
    "D17",
    "note",
    "这是 .xls 或 .ods 文件，读得到内容，看不出隐藏的行列、筛选、没有结果的公式和颜色。有这些的，请另存为 .xlsx 再交。",
    "This is an .xls or .ods file: its content is read, but hidden rows and columns, filters, formulas without a "
    "result and colours cannot be seen. If it has any, save it as .xlsx and send that.",
)
kind(
    "formula_without_value",
    "D18",
    "wrong",
    "这一格是公式，文件里没有存下结果。请在 Excel 里打开、重新计算后保存，或者直接填写。",
    "This cell is a formula whose result is not in the file. Open it in Excel, recalculate and save, or type the "
    "value.",
)

kind(
    "formula_error",
    "D18",
    "wrong",
    "这一格显示的是错误（#N/A 一类）。请改正公式，或者直接填写。",
    "This cell shows an error such as #N/A. Correct the formula, or type the value.",
)
