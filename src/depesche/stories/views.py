from django.http import HttpRequest, HttpResponse


def page(request: HttpRequest, path: str = "") -> HttpResponse:
    return HttpResponse()


search = not_found = failed = page
