"""Common Cartridge and Moodle backups."""

from __future__ import annotations

import hashlib
import tarfile
import zipfile
from pathlib import Path

import pytest

from lms.courses.reading import Problem, Unreadable, read_course, report
from lms.courses.reading.questions import QuestionKind
from lms.courses.reading.types import LessonKind, Outcome
from tests.core.markdown.shared_data import need
from tests.courses.reading.making import tarred, zipped


def test_a_cartridge_with_a_module() -> None:
    course = read_course(need("nasty", "containers", "course-1.imscc"))
    assert course.title == "COURSE-for-modules-testing"
    assert [module.title for module in course.modules] == ["First Module"]
    assert [(lesson.title, lesson.kind) for lesson in course.lessons[:4]] == [
        ("First Module Assignment 1", LessonKind.ASSIGNMENT),
        ("First Module Wiki Page 1", LessonKind.LESSON),
        ("First Module Discussion 1", LessonKind.LESSON),
        ("First Module External URL 1", LessonKind.LESSON),
    ]
    assert course.lessons[1].main.body == "**This is RCE content for a Wiki Page**\n"
    assert {asset.path for asset in course.assets} >= {"web_resources/photo.jpg", "web_resources/sample-document.pdf"}
    assert [quiz.title for quiz in course.quizzes] == ["First Module Quiz 1"]
    assert [option.correct for option in course.quizzes[0].questions[0].options] == [False, False, False, True]


def test_links_between_pages_of_a_cartridge() -> None:
    course = read_course(need("nasty", "containers", "multiple-pages.imscc"))
    second = course.lessons[1].main
    assert [link.key for link in second.links] == [course.lessons[0].key, course.lessons[2].key]


def test_all_question_types_of_a_cartridge() -> None:
    course = read_course(need("nasty", "containers", "all-question-types.imscc"))
    questions = course.quizzes[0].questions
    assert [question.kind for question in questions] == [
        QuestionKind.SINGLE,
        QuestionKind.TRUE_FALSE,
        QuestionKind.MULTIPLE,
        *[QuestionKind.SINGLE] * 2,
        QuestionKind.MATCHING,
        QuestionKind.NUMBER,
    ]
    assert [option.text for option in questions[0].options if option.correct] == ["3"]
    assert [option.feedback for option in questions[0].options] == ["add 2", "add 1", "good!", "subtract 1"]
    assert [option.correct for option in questions[1].options] == [False, True]
    assert [option.text for option in questions[2].options if option.correct] == ["A", "B", "C"]
    assert [option.text for option in questions[5].options] == ["Toyota", "Honda", "Mitsubishi"]
    assert questions[5].accepted[:3] == ("Corolla", "Civic", "Lancer")
    assert (questions[6].number, questions[6].tolerance) == (33.33, 0.01)
    lost = [(item.outcome.value, item.reason) for item in course.loss.items if item.what == "question"]
    assert sorted(lost) == [
        ("changed", "gaps_split"),
        ("dropped", "essay"),
        ("dropped", "formula"),
        ("dropped", "text_only"),
        ("dropped", "upload"),
        *[("kept", "")] * 5,
    ]


def test_an_empty_cartridge_is_refused() -> None:
    path = need("real-courses", "courses", "webdev-ko", "teaching-files", "webdev-common-cartridge.imscc")
    with pytest.raises(Unreadable) as caught:
        read_course(path)
    assert caught.value.problem is Problem.NO_LESSONS


@pytest.mark.parametrize(
    "manifest",
    [
        b"<manifest>",
        b"",
        b"\xff\xfe\x00",
        b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaa">]><manifest>&a;</manifest>',
        b'<!DOCTYPE m SYSTEM "file:///etc/passwd"><manifest/>',
    ],
)
def test_broken_manifests_are_refused(tmp_path: Path, manifest: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_course(zipped(tmp_path / "a.imscc", {"imsmanifest.xml": manifest, "a.html": "x"}))
    assert (caught.value.problem, caught.value.name) == (Problem.BROKEN_MANIFEST, "imsmanifest.xml")


REAL_BACKUP = ("real-courses", "courses", "webdev-ko", "teaching-files", "webdev-moodle.mbz")


def test_a_real_backup() -> None:
    course = read_course(need(*REAL_BACKUP))
    assert course.title == "Web Development for Beginners"
    assert [module.title for module in course.modules][:3] == [
        "Introduction",
        "Accessibility, JavaScript 1",
        "JavaScript 2 and 3",
    ]
    assert sum(lesson.kind is LessonKind.ASSIGNMENT for lesson in course.lessons) == 24
    assert sum(lesson.kind is LessonKind.LESSON for lesson in course.lessons) == 24
    assert [lesson.title for lesson in course.modules[0].lessons] == [
        "Introduction to Programming Languages and Tools of the Trade",
        "Reading the Docs",
        "Introduction to GitHub",
        "GitHub Assignment",
    ]


def test_people_in_a_real_backup_are_dropped_and_told() -> None:
    found = report(read_course(need(*REAL_BACKUP)))
    reasons = [item["reason"] for item in found["loss"]["items"]]
    assert reasons.count("people") > 700
    assert sum(item["what"] == "person" for item in found["loss"]["items"]) == 1


SECTION = "<section id='1'><number>{n}</number><name>{name}</name><summary>{summary}</summary><sequence>{ids}</sequence><visible>{visible}</visible></section>"
PICTURE = b"\x89PNG picture"
DIGEST = hashlib.sha1(PICTURE).hexdigest()
QUESTIONS = """<question_categories><question_category id="1"><question_bank_entries>
<question_bank_entry id="7"><question_version><question_versions id="1"><questions>
<question id="70"><name>참</name><questiontext>&lt;p&gt;1 + 1 = 2&lt;/p&gt;</questiontext><generalfeedback></generalfeedback><defaultmark>2.0</defaultmark><qtype>truefalse</qtype>
<plugin_qtype_truefalse_question><answers><answer id="1"><answertext>False</answertext><fraction>0</fraction><feedback></feedback></answer>
<answer id="2"><answertext>True</answertext><fraction>1.0</fraction><feedback>맞습니다</feedback></answer></answers><truefalse id="1"><trueanswer>2</trueanswer><falseanswer>1</falseanswer></truefalse></plugin_qtype_truefalse_question></question>
</questions></question_versions></question_version></question_bank_entry>
<question_bank_entry id="8"><question_version><question_versions id="2"><questions>
<question id="80"><name>수</name><questiontext>파이?</questiontext><qtype>numerical</qtype>
<plugin_qtype_numerical_question><answers><answer id="5"><answertext>3.14</answertext><fraction>1.0</fraction></answer></answers>
<numerical_records><numerical_record id="1"><answer>5</answer><tolerance>0.01</tolerance></numerical_record></numerical_records></plugin_qtype_numerical_question></question>
</questions></question_versions></question_version></question_bank_entry>
<question_bank_entry id="9"><question_version><question_versions id="3"><questions>
<question id="90"><name>글</name><questiontext>쓰시오</questiontext><qtype>essay</qtype></question>
</questions></question_versions></question_version></question_bank_entry>
</question_bank_entries></question_category></question_categories>"""


def backup(path: Path) -> Path:
    activity = "<activity><moduleid>{0}</moduleid><modulename>{1}</modulename><directory>activities/{1}_{0}</directory></activity>"
    kinds = [(1, "page"), (2, "label"), (3, "page"), (4, "quiz"), (5, "forum"), (6, "resource"), (7, "book")]
    contents = "".join(activity.format(*kind) for kind in kinds)
    people = "<users><user id='3'><username>hong</username><email>hong@example.org</email><firstname>길동</firstname></user></users>"
    link = '&lt;p&gt;&lt;a href="$@PAGEVIEWBYID*3@$"&gt;다음&lt;/a&gt; &lt;img src="@@PLUGINFILE@@/%EA%B7%B8%EB%A6%BC.png" alt="그림"&gt;&lt;/p&gt;'
    reference = "<question_instance id='{0}'><question_reference><questionbankentryid>{1}</questionbankentryid></question_reference></question_instance>"
    entries = "".join(reference.format(number, entry) for number, entry in enumerate((7, 8, 9)))
    stored = "<file><contenthash>{0}</contenthash><contextid>{1}</contextid><component>{2}</component><filearea>content</filearea><filepath>/</filepath><filename>{3}</filename></file>"
    files = {
        "moodle_backup.xml": f"<moodle_backup><information><contents><activities>{contents}</activities></contents></information></moodle_backup>",
        "course/course.xml": "<course><fullname>파이썬</fullname><lang>ko</lang></course>",
        "users.xml": people,
        "roles.xml": "<roles/>",
        "activities/page_1/grades.xml": "<grades><userid>3</userid></grades>",
        "activities/page_1/logs.xml": "<logs>hong@example.org</logs>",
        "sections/section_1/section.xml": SECTION.format(n=0, name="$@NULL@$", summary="", ids="", visible=1),
        "sections/section_2/section.xml": SECTION.format(n=1, name="1주", summary="", ids="1,2,3,4,5,6,7", visible=1),
        "activities/page_1/page.xml": f"<activity contextid='11'><page><name>첫째</name><intro></intro><content>{link}</content></page></activity>",
        "activities/page_1/module.xml": "<module><visible>1</visible></module>",
        "activities/label_2/label.xml": "<activity contextid='12'><label><name>l</name><intro>&lt;h3&gt;머리&lt;/h3&gt;</intro></label></activity>",
        "activities/page_3/page.xml": "<activity contextid='13'><page><name>둘째</name><content>글</content></page></activity>",
        "activities/page_3/module.xml": "<module><visible>0</visible></module>",
        "activities/quiz_4/quiz.xml": f"<activity contextid='14'><quiz><name>시험</name><question_instances>{entries}</question_instances></quiz></activity>",
        "activities/forum_5/forum.xml": "<activity contextid='15'><forum><name>질문</name></forum></activity>",
        "activities/resource_6/resource.xml": "<activity contextid='16'><resource><name>자료</name><intro></intro></resource></activity>",
        "activities/book_7/book.xml": "<activity contextid='17'><book><name>책</name><chapters><chapter><title>장</title><content>본문</content></chapter></chapters></book></activity>",
        "questions.xml": QUESTIONS,
        "files.xml": "<files>"
        + stored.format(DIGEST, 11, "mod_page", "그림.png")
        + stored.format(DIGEST, 16, "mod_resource", "표.pdf")
        + stored.format(DIGEST, 5, "user", "얼굴.png")
        + "</files>",
        f"files/{DIGEST[:2]}/{DIGEST}": PICTURE,
    }
    return tarred(path, files) if path.suffix == ".mbz" else zipped(path, files)


@pytest.mark.parametrize("name", ["a.mbz", "a.zip"])
def test_a_small_backup(tmp_path: Path, name: str) -> None:
    course = read_course(backup(tmp_path / name))
    assert (course.title, course.language) == ("파이썬", "ko")
    assert [(module.title, [lesson.title for lesson in module.lessons]) for module in course.modules] == [
        ("1주", ["첫째", "둘째", "자료", "책"])
    ]
    first, second, files, book = course.lessons
    assert [(link.leads.value, link.key) for link in first.main.links] == [("lesson", second.key)]
    assert [(image.state.value, image.path) for image in first.main.images] == [("shown", "files/11/그림.png")]
    assert second.visibility.value == "instructor"
    assert second.main.body == "### 머리\n\n글\n"
    assert [link.key for link in files.main.links] == ["files/16/표.pdf"]
    assert book.main.body == "## 장\n\n본문\n"
    assert {asset.data for asset in course.assets} == {PICTURE}


def test_questions_of_a_small_backup(tmp_path: Path) -> None:
    (quiz,) = read_course(backup(tmp_path / "a.mbz")).quizzes
    true, number = quiz.questions
    assert (true.kind, true.prompt, true.points) == (QuestionKind.TRUE_FALSE, "1 + 1 = 2", 2.0)
    assert [(option.text, option.correct, option.feedback) for option in true.options] == [
        ("True", True, "맞습니다"),
        ("False", False, ""),
    ]
    assert (number.kind, number.number, number.tolerance) == (QuestionKind.NUMBER, 3.14, 0.01)


def test_nothing_of_a_person_is_in_the_course_or_its_report(tmp_path: Path) -> None:
    course = read_course(backup(tmp_path / "a.mbz"))
    whole = repr(course) + repr(report(course))
    assert not any(word in whole for word in ("hong", "길동", "얼굴"))
    reasons = {(item.what, item.reason) for item in course.loss.items}
    assert {
        ("person", "people"),
        ("file", "people"),
        ("activity", "not_supported"),
        ("question", "not_supported:essay"),
    } <= reasons


def test_a_page_that_the_cartridge_lacks_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(need("nasty", "containers", "multiple-pages.imscc")) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("second-page.html")}
    course = read_course(zipped(tmp_path / "x.imscc", files))
    lost = [item.reason for item in course.loss.items if item.outcome is Outcome.DROPPED and item.what == "item"]
    assert "missing_file" in lost
    assert course.lessons


def test_sections_without_a_number_are_no_reason_to_stop(tmp_path: Path) -> None:
    path = backup(tmp_path / "x.mbz")
    with tarfile.open(path) as archive:
        files = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}  # type: ignore[union-attr]
    broken = {name: data.replace(b"<number>1<", b"<number>x<") for name, data in files.items()}
    assert read_course(tarred(tmp_path / "y.mbz", broken)).lessons
