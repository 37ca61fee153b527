import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
        ("desk", "0005_known_senders"),
    ]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="family",
            field=models.CharField(blank=True, max_length=40, verbose_name="versions of"),
        ),
        migrations.AlterField(
            model_name="itemaction",
            name="deed",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("claimed", "taken in hand"),
                    ("released", "laid back"),
                    ("spiked", "spiked"),
                    ("restored", "restored"),
                    ("used", "made an article"),
                    ("revised", "read again"),
                    ("filed", "filed apart"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["family", "status"], name="item_by_family"),
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="item_alerts",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="article",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="desk.item",
                        verbose_name="item",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "constraints": [models.UniqueConstraint(fields=("item", "article"), name="alert_once")],
            },
        ),
    ]
