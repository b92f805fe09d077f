"""The address of a record that was merged leads to the one that stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from proxeny.partners.models import Partner, Person

_ADDRESS = re.compile(r"/(?P<register>partners|people)/(?P<reference>[-a-zA-Z0-9_]+)/(?P<rest>.*)")
_MODELS: dict[str, Any] = {"partners": Partner, "people": Person}


def lead_on(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers 301 where a page of a merged record is asked for and not found; costs nothing where one is found.

    Only for somebody who may see both: to others the address is as unknown as any.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        asked = _ADDRESS.fullmatch(request.path_info)
        stands = stands_for(_MODELS[asked["register"]], asked["reference"], request.user) if asked else None
        if asked is None or stands is None:
            return response
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return HttpResponsePermanentRedirect(f"{stands.get_absolute_url()}{asked['rest']}{query}")

    return answer


def stands_for(model: Any, reference: str, person: Any) -> Any:
    """The record that stands for a merged one, through any number of merges; ``None`` for who may not see it."""
    row = model.with_merged.visible_to(person).filter(reference=reference).exclude(merged_into=None).first()
    for _step in range(20):
        if row is None or row.merged_into_id is None:
            return row
        row = model.with_merged.visible_to(person).filter(pk=row.merged_into_id).first()
    return None
