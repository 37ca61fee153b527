import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("desk", "0006_alerts"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="confirmed by telephone"),
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("person", models.CharField(max_length=200, verbose_name="confirmed by")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="telephone number")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="desk.item",
                        verbose_name="item",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
    ]
