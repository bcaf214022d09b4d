"""How a control's request is read and answered, with and without JavaScript."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def wants_it(request: HttpRequest, field: str) -> bool:
    """Whether the request asks for the thing to be so: PUT, or a form that says so. DELETE, or a form that says
    otherwise, asks for it not to be so. Never a toggle: a double click asks twice for the same."""
    if request.method == "POST":
        method = request.POST.get("_method", "").upper()
        return method != "DELETE" and request.POST.get(field) != "0"
    return request.method == "PUT"


def back(request: HttpRequest) -> HttpResponse:
    """To `next`, or to the page the form was on, when that is ours; else home. 303: the browser then GETs."""
    for address in (request.POST.get("next"), request.headers.get("Referer")):
        if address and url_has_allowed_host_and_scheme(
            address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            break
    else:
        address = "/"
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
