from django.db import migrations


def move(apps, schema_editor):
    """The register lies on the desk now, where editors keep it."""
    KnownSource, KnownSender = apps.get_model("intake", "KnownSource"), apps.get_model("desk", "KnownSender")
    fields = ("domain", "organisation", "addresses", "trust", "section", "language")
    KnownSender.objects.bulk_create(
        KnownSender(**{name: getattr(source, name) for name in fields}) for source in KnownSource.objects.all()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_channels"),
        ("desk", "0005_known_senders"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name="KnownSource"),
    ]
