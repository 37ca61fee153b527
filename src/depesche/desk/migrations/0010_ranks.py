import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0009_seen"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="withdraws",
            field=models.BooleanField(default=False, verbose_name="takes back"),
        ),
        migrations.AddField(
            model_name="item",
            name="repeats",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="desk.item",
                verbose_name="repeats",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="disputes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="desk.item",
                verbose_name="disputes",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="rank",
            field=models.SmallIntegerField(default=0, verbose_name="rank among its versions"),
        ),
    ]
