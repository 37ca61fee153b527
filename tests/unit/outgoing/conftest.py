"""These modules name Django's classes but ask no database; pytest-django sees to that."""

import django

django.setup()
