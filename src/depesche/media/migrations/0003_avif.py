from django.db import migrations, models


class Migration(migrations.Migration):
    """Pictures that are there already are due, too: the worker makes their AVIF in its own time, newest first."""

    dependencies = [
        ("media", "0002_rights"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="avif_due",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(condition=models.Q(("avif_due", True)), fields=["id"], name="picture_avif_due"),
        ),
    ]
