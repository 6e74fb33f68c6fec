"""People and roles, as administrators of a centre manage them."""

from __future__ import annotations

import pyotp
import pytest
from flask import Flask

from lms.accounts import services as accounts
from lms.accounts.models import Person, RoleGrant
from lms.accounts.queries import codes_left, live_grants, live_sign_ins
from lms.accounts.types import NewPerson, PersonState, Place, Role, Scope
from lms.accounts.types import WhyNot as AccountsWhyNot
from lms.admin import access, services
from lms.admin.queries.people import people
from lms.admin.rules import why_not_role_at
from lms.admin.types import GrantPlace, PeopleOrder, PeopleQuestion, WhyNot
from lms.cohorts.models import Enrolment
from lms.cohorts.types import EnrolmentState
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.notifications.queries import mails_of
from tests.world import NOW, World, actor


def refused(step) -> object:
    with pytest.raises(Refused) as refusal:
        step()
    return refusal.value.reason


@pytest.mark.parametrize(
    ("role", "scope", "expected"),
    [
        (Role.TRAINEE, Scope.COHORT, None),
        (Role.TRAINEE, Scope.CENTRE, WhyNot.PLACE_UNFIT),
        (Role.INSTRUCTOR, Scope.COHORT, None),
        (Role.MENTOR, Scope.CENTRE, None),
        (Role.MENTOR, Scope.SITE, WhyNot.PLACE_UNFIT),
        (Role.ADMINISTRATOR, Scope.CENTRE, None),
        (Role.ADMINISTRATOR, Scope.SITE, None),
        (Role.ADMINISTRATOR, Scope.COHORT, WhyNot.PLACE_UNFIT),
    ],
)
def test_why_not_role_at(role: Role, scope: Scope, expected: WhyNot | None) -> None:
    assert why_not_role_at(role, scope) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site", GrantPlace(Scope.SITE)),
        ("centre:3", GrantPlace(Scope.CENTRE, 3)),
        ("cohort:7", GrantPlace(Scope.COHORT, 7)),
        ("site:1", None),
        ("cohort:", None),
        ("cohort:٣", None),
        ("planet:1", None),
        ("", None),
    ],
)
def test_a_place_is_read_from_a_form(text: str, expected: GrantPlace | None) -> None:
    assert GrantPlace.parse(text) == expected
    assert expected is None or str(expected) == text


def test_a_trainee_is_written_down_enrolled_and_invited(app: Flask, world: World) -> None:
    person_id = services.welcome(
        actor(world, "admin"),
        newcomer=NewPerson("New Person", " New@Example.org ", "010-1234-5678"),
        role=Role.TRAINEE,
        place=GrantPlace(Scope.COHORT, world.ids["running"]),
        now=NOW,
    )
    person = db.session.get_one(Person, person_id)
    assert (person.email, person.state) == ("new@example.org", PersonState.INVITED)
    enrolment = db.session.query(Enrolment).filter_by(person_id=person_id).one()
    assert (enrolment.cohort_id, enrolment.state) == (world.ids["running"], EnrolmentState.ON_COURSE)
    assert [(grant.role, grant.scope_id) for grant in live_grants(person_id)] == [("trainee", world.ids["running"])]
    assert "/accounts/links/" in mails_of(person_id)[0].body
    entries = [row.action for row in db.session.query(AuditEntry).filter_by(actor_id=world.people["admin"])]
    assert {"person.registered", "enrolment.made", "grant.given", "person.invited"} <= set(entries)


def test_an_address_of_another_centre_tells_nothing_and_changes_nothing(app: Flask, world: World) -> None:
    def step() -> None:
        services.welcome(
            actor(world, "other-admin"),
            newcomer=NewPerson("Someone", "ada@example.org"),
            role=Role.MENTOR,
            place=GrantPlace(Scope.COHORT, world.ids["elsewhere"]),
            now=NOW,
        )

    assert refused(step) is AccountsWhyNot.EMAIL_TAKEN
    assert [grant.scope_id for grant in live_grants(world.people["ada"])] == [world.ids["running"]]


def test_a_known_person_gets_a_second_role_and_no_new_link(app: Flask, world: World) -> None:
    person_id = services.welcome(
        actor(world, "admin"),
        newcomer=NewPerson("Someone", "teacher@example.org"),
        role=Role.MENTOR,
        place=GrantPlace(Scope.CENTRE, world.ids["centre"]),
        now=NOW,
    )
    assert person_id == world.people["teacher"]
    assert ("mentor", "centre") in {(grant.role, grant.scope) for grant in live_grants(person_id)}
    assert mails_of(person_id) == []


@pytest.mark.parametrize("place", ["cohort:{elsewhere}", "centre:999", "cohort:999"])
def test_roles_are_given_within_ones_own_centre_only(app: Flask, world: World, place: str) -> None:
    where = GrantPlace.parse(place.format(**world.ids))
    assert where is not None
    with pytest.raises(NotFound):
        services.give_role(
            actor(world, "admin"), person_id=world.people["teacher"], role=Role.INSTRUCTOR, place=where, now=NOW
        )


def test_a_trainees_role_follows_the_enrolment(app: Flask, world: World) -> None:
    admin, ada = actor(world, "admin"), world.people["ada"]
    place = GrantPlace(Scope.COHORT, world.ids["other"])
    assert (
        refused(lambda: services.give_role(admin, person_id=ada, role=Role.TRAINEE, place=place, now=NOW))
        is AccountsWhyNot.ROLE_FOLLOWS_ENROLMENT
    )
    grant_id = world.ids["grant-ada"]
    assert (
        refused(lambda: services.end_role(admin, person_id=ada, grant_id=grant_id, reason="why", now=NOW))
        is AccountsWhyNot.ROLE_FOLLOWS_ENROLMENT
    )


def test_the_last_administrator_stays(app: Flask, world: World) -> None:
    admin, me = actor(world, "admin"), world.people["admin"]
    grant = live_grants(me)[0]
    step = lambda: services.end_role(admin, person_id=me, grant_id=grant.id, reason="leaving", now=NOW)  # noqa: E731
    assert refused(step) is AccountsWhyNot.LAST_ADMINISTRATOR
    place = GrantPlace(Scope.CENTRE, world.ids["centre"])
    services.give_role(admin, person_id=world.people["teacher"], role=Role.ADMINISTRATOR, place=place, now=NOW)
    step()
    assert live_grants(me) == []


def test_the_last_administrator_is_not_disabled_and_nobody_disables_themselves(app: Flask, world: World) -> None:
    place = Place(world.ids["centre"])

    def disable(by: str, whom: str, reason: str = "asked") -> None:
        accounts.disable_person(actor(world, by), person_id=world.people[whom], place=place, reason=reason, now=NOW)

    assert refused(lambda: disable("site", "admin")) is AccountsWhyNot.LAST_ADMINISTRATOR
    assert refused(lambda: disable("admin", "admin")) is AccountsWhyNot.NOT_ONESELF
    assert refused(lambda: disable("admin", "ada", " ")) is AccountsWhyNot.REASON_MISSING


def test_disabling_and_enabling(app: Flask, world: World, sign_in) -> None:
    sign_in("ada")
    admin = sign_in("admin")
    address = f"/admin/people/{world.people['ada']}"
    assert admin.post(f"{address}/disable", data={"reason": "asked"}).status_code == 302
    assert live_sign_ins(world.people["ada"], now=NOW) == []
    assert db.session.get_one(Person, world.people["ada"]).state == PersonState.DISABLED
    db.session.rollback()
    assert admin.post(f"{address}/enable", data={"reason": "came back"}).status_code == 302
    assert db.session.get_one(Person, world.people["ada"]).state == PersonState.ACTIVE


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_factor(world: World, who: str) -> None:
    accounts.start_totp(actor(world, who), secret=SECRET, code=pyotp.TOTP(SECRET).at(NOW), now=NOW)


def test_a_lost_second_factor_is_switched_off(app: Flask, world: World, sign_in) -> None:
    sign_in("ada")
    give_factor(world, "ada")
    admin, ada = sign_in("admin"), world.people["ada"]
    address = f"/admin/people/{ada}"
    assert f"{address}/second-factor/off" in admin.get(address).text
    data = {"reason": "came with her passport", "sure": "y"}
    for missing in data:
        rest = {key: value for key, value in data.items() if key != missing}
        assert admin.post(f"{address}/second-factor/off", data=rest).status_code == 422
    assert admin.post(f"{address}/second-factor/off", data=data).status_code == 302
    person = db.session.get_one(Person, ada)
    assert (person.totp_secret, person.totp_last_step, codes_left(ada)) == ("", 0, 0)
    assert live_sign_ins(ada, now=NOW) == []
    entry = db.session.query(AuditEntry).filter_by(action="account.second_factor_lifted").one()
    assert (entry.actor_id, entry.subject_id, entry.reason) == (world.people["admin"], str(ada), data["reason"])
    mail = next(mail for mail in mails_of(ada) if "2단계 인증" in mail.subject)
    assert "Person admin" in mail.body
    assert "/accounts/me/second-factor" in mail.body
    db.session.rollback()
    assert admin.post(f"{address}/second-factor/off", data=data).status_code == 409
    sign_in("ada")


def test_nobody_lifts_the_own_factor_nor_that_of_somebody_elsewhere(app: Flask, world: World, sign_in) -> None:
    give_factor(world, "admin")
    give_factor(world, "mentor")
    place = Place(world.ids["centre"])

    def lift(by: str, whom: str, reason: str = "lost the phone") -> None:
        who, person_id = actor(world, by), world.people[whom]
        accounts.lift_second_factor(who, person_id=person_id, place=place, reason=reason, now=NOW)

    assert refused(lambda: lift("admin", "admin")) is AccountsWhyNot.NOT_ONESELF
    assert refused(lambda: lift("admin", "mentor", " ")) is AccountsWhyNot.REASON_MISSING
    assert refused(lambda: lift("admin", "ada")) is AccountsWhyNot.NO_SECOND_FACTOR
    with pytest.raises(NotAllowed):
        lift("other-admin", "mentor")
    accounts.grant_role(
        actor(world, "site"),
        person_id=world.people["mentor"],
        role=Role.MENTOR,
        scope=Scope.COHORT,
        scope_id=world.ids["elsewhere"],
        now=NOW,
    )
    address = f"/admin/people/{world.people['mentor']}/second-factor/off"
    data = {"reason": "lost the phone", "sure": "y"}
    answer = sign_in("other-admin").post(address, data=data)
    assert answer.status_code == 409
    lift("site", "mentor")
    assert db.session.get_one(Person, world.people["mentor"]).totp_secret == ""


def test_a_person_of_two_centres_is_changed_by_the_site_only(app: Flask, world: World) -> None:
    accounts.grant_role(
        actor(world, "site"),
        person_id=world.people["mentor"],
        role=Role.MENTOR,
        scope=Scope.COHORT,
        scope_id=world.ids["elsewhere"],
        now=NOW,
    )
    mentor = world.people["mentor"]
    assert not access.person_for_managing(actor(world, "admin"), mentor).is_whole
    assert refused(lambda: access.person_for_changing(actor(world, "admin"), mentor)) is (
        AccountsWhyNot.OF_ANOTHER_CENTRE
    )
    assert access.person_for_changing(actor(world, "site"), mentor).is_whole


def names(centre_ids, **asked: object) -> list[str]:
    return [row.email.partition("@")[0] for row in people(centre_ids, PeopleQuestion(**asked)).rows]


def test_a_list_shows_ones_own_centre_only(app: Flask, world: World) -> None:
    own = access.centre_ids(actor(world, "other-admin"))
    assert names(own) == ["other-admin", "other-mentor"]
    assert len(names(None)) == db.session.query(Person).count()


def test_the_list_answers_questions(app: Flask, world: World) -> None:
    own = access.centre_ids(actor(world, "admin"))
    assert names(own, text="PERSON AD") == ["ada", "admin"]
    assert names(own, text="100%") == []
    assert names(own, role="mentor") == ["mentor"]
    assert names(own, cohort_id=world.ids["other"]) == ["other-teacher", "outsider"]
    assert names(own, state="disabled") == []
    newest = names(own, order=PeopleOrder.NEWEST)
    assert newest == sorted(newest, key=lambda name: -world.people[name])


def test_correcting_details_keeps_their_contents_out_of_the_trail(app: Flask, world: World, sign_in) -> None:
    data = {"name": "Ada New", "email": "ada.new@example.org", "phone": "010", "birth_date": "2001-02-03"}
    browser = sign_in("admin")
    assert browser.post(f"/admin/people/{world.people['ada']}/details", data=data).status_code == 302
    person = db.session.get_one(Person, world.people["ada"])
    assert (person.name, person.email, str(person.birth_date)) == ("Ada New", "ada.new@example.org", "2001-02-03")
    entry = db.session.query(AuditEntry).filter_by(action="person.corrected").one()
    assert entry.after == {"fields": ["name", "email", "phone", "birth_date"]}
    db.session.rollback()
    taken = browser.post(f"/admin/people/{world.people['ada']}/details", data={**data, "email": "bo@example.org"})
    assert taken.status_code == 409


def test_looking_at_a_person_is_written_down(app: Flask, world: World, sign_in) -> None:
    page = sign_in("admin").get(f"/admin/people/{world.people['ada']}")
    assert page.status_code == 200
    assert "ada@example.org" in page.text
    entry = db.session.query(AuditEntry).filter_by(action="person.looked_at").one()
    assert (entry.actor_id, entry.subject_id) == (world.people["admin"], str(world.people["ada"]))


def test_ending_a_role_by_a_forged_address_finds_nothing(app: Flask, world: World, sign_in) -> None:
    grant = db.session.query(RoleGrant).filter_by(person_id=world.people["other-mentor"]).one()
    for person in ("ada", "other-mentor"):
        address = f"/admin/people/{world.people[person]}/roles/{grant.id}/end"
        assert sign_in("admin").post(address, data={"reason": "because"}).status_code == 404


def test_inviting_by_the_form(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("admin")
    data = {"role": "mentor", "place": f"centre:{world.ids['centre']}", "name": "Neu", "email": "neu@example.org",
            "language": "ko", "invites": "y"}  # fmt: skip
    assert browser.get("/admin/people/new").status_code == 200
    assert browser.post("/admin/people/new", data={**data, "email": "no address"}).status_code == 409
    assert browser.post("/admin/people/new", data={**data, "place": "site"}).status_code == 422
    answer = browser.post("/admin/people/new", data=data)
    assert browser.get(answer.headers["Location"]).status_code == 200
    assert browser.get("/admin/people?q=neu&role=mentor&state=invited&order=newest&page=7").status_code == 200
