from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0007_confirmations"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="parts",
            field=models.JSONField(blank=True, default=list, verbose_name="releases in this mail"),
        ),
    ]
