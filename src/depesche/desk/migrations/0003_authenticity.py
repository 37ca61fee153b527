from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_trust"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="auth_checked_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="authenticity checked"),
        ),
        migrations.AddField(
            model_name="item",
            name="auth_due_at",
            field=models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="authenticity to be checked"),
        ),
        migrations.AddField(
            model_name="item",
            name="auth_evidence",
            field=models.JSONField(blank=True, default=dict, verbose_name="evidence of authenticity"),
        ),
    ]
