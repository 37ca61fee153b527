from django.db import migrations, models

FONTS = [("", "as the theme has it"), ("serif", "with serifs"), ("sans", "without serifs")]


class Migration(migrations.Migration):
    dependencies = [("stories", "0011_retractions")]

    operations = [
        migrations.AddField(
            model_name="publicationsettings",
            name="headline_font",
            field=models.CharField(blank=True, choices=FONTS, max_length=8, verbose_name="font of headlines"),
        ),
        migrations.AddField(
            model_name="publicationsettings",
            name="text_font",
            field=models.CharField(blank=True, choices=FONTS, max_length=8, verbose_name="font of texts"),
        ),
    ]
