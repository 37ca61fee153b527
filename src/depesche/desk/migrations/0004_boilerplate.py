from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0003_authenticity"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="boilerplate",
            field=models.TextField(blank=True, verbose_name="about the sender"),
        ),
    ]
