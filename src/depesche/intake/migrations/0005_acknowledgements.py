import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0004_trace"),
        ("desk", "0009_seen"),
    ]

    operations = [
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=320, verbose_name="address")),
                ("day", models.DateField(verbose_name="day")),
                ("due_at", models.DateTimeField(db_index=True, null=True, verbose_name="due")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="error")),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="desk.item",
                        verbose_name="item",
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt to a sender",
                "verbose_name_plural": "receipts to senders",
                "constraints": [
                    models.UniqueConstraint(fields=("address", "day"), name="acknowledged_once_a_day"),
                ],
            },
        ),
    ]
