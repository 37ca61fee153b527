from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    """Every item so far stands for itself, and has a sender whose domain can be looked up."""
    Item = apps.get_model("desk", "Item")
    Item.objects.update(family=F("id"))
    changed = []
    for item in Item.objects.filter(sender_address__contains="@").only("pk", "sender_address").iterator(500):
        item.sender_domain = item.sender_address.rpartition("@")[2].lower()[:253]
        changed.append(item)
        if len(changed) == 500:
            Item.objects.bulk_update(changed, ["sender_domain"])
            changed = []
    Item.objects.bulk_update(changed, ["sender_domain"])


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0004_boilerplate"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownSender",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("domain", models.CharField(max_length=253, unique=True, verbose_name="domain")),
                ("organisation", models.CharField(blank=True, max_length=300, verbose_name="organisation")),
                ("addresses", models.JSONField(blank=True, default=list, verbose_name="addresses")),
                ("trust", models.CharField(blank=True, max_length=40, verbose_name="trust")),
                ("section", models.CharField(blank=True, max_length=100, verbose_name="section")),
                ("language", models.CharField(blank=True, max_length=10, verbose_name="language")),
                ("usage_terms", models.TextField(blank=True, verbose_name="usage terms")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("none", "Nothing: it waits in the inbox"),
                            ("draft", "Make a draft in the section"),
                            ("publish", "Publish in the section, if the sender is proven"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="rule",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "sender",
                "verbose_name_plural": "senders",
                "ordering": ("organisation", "domain"),
            },
        ),
        migrations.AddField(
            model_name="item",
            name="sender_domain",
            field=models.CharField(
                blank=True, db_index=True, default="", max_length=253, verbose_name="sender's domain"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="item",
            name="first_contact",
            field=models.BooleanField(default=False, verbose_name="first contact"),
        ),
        migrations.AddField(
            model_name="item",
            name="lookalike_by",
            field=models.CharField(blank=True, default="", max_length=10, verbose_name="looks like it by"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="item",
            name="family",
            field=models.CharField(blank=True, db_index=True, default="", max_length=40, verbose_name="versions of"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
