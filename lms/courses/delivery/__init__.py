"""When a module opens for whom: rules of a course, bound to the days of a cohort. Pure; knows no database and no web.

``types`` has the words, ``rules`` the decision, ``days`` turns named events into days of a calendar, ``impact`` says
whom a change of rules touches, ``stored`` is the shape in which a plan is kept.
"""
