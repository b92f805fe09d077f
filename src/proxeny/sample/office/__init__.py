"""The exercise office: invented work under way around the day of loading, in every room that the office has.

Plainly marked: every title and paper says that it is an exercise, every reference begins with ``exercise-``. It is
loaded after the sample of Hanoi, through the services that the pages use: cases, clocks, states and audit are real.
"""
