"""The promotion month of these tests."""

from promotion import (  # noqa: F401 -- fixtures
    access,
    admitted,
    applied,
    business,
    make_business,
    make_offer,
    make_programme,
    programme,
)
