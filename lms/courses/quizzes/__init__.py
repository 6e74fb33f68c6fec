"""The heart of quizzes: what questions are, how answers are marked, what each person draws, what items tell.

Everything here is pure: values in, values out. ``marking`` gives points, ``drawing`` picks and shuffles, ``timing``
says when a quiz is open and what is shown, ``statistics`` judges the questions.
"""
