import core.models.organisations
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(unique=True, verbose_name='дата')),
                ('is_working', models.BooleanField(verbose_name='рабочий день')),
                ('reason', models.CharField(blank=True, max_length=255, verbose_name='основание')),
            ],
            options={
                'verbose_name': 'особый день календаря',
                'verbose_name_plural': 'производственный календарь',
                'ordering': ['date'],
            },
        ),
        migrations.CreateModel(
            name='Journal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=100, unique=True, verbose_name='код')),
                ('title', models.CharField(max_length=255, verbose_name='название')),
                ('number_format', models.CharField(default='{number}', help_text='Например «{number:03d}/К-26»; {number} – порядковый номер.', max_length=64, verbose_name='вид номера')),
                ('next_number', models.PositiveIntegerField(default=1, verbose_name='следующий номер')),
            ],
            options={
                'verbose_name': 'журнал регистрации',
                'verbose_name_plural': 'журналы регистрации',
            },
        ),
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=100, unique=True, verbose_name='код')),
                ('title', models.CharField(max_length=255, verbose_name='когда отправляется')),
                ('subject', models.CharField(max_length=255, verbose_name='тема')),
                ('body', models.TextField(verbose_name='текст')),
                ('placeholders', models.JSONField(default=list, editable=False, verbose_name='подстановки')),
            ],
            options={
                'verbose_name': 'текст письма',
                'verbose_name_plural': 'тексты писем',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='PersonKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('destroyed_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'ключ шифрования',
                'verbose_name_plural': 'ключи шифрования',
            },
        ),
        migrations.CreateModel(
            name='RegularWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='название')),
                ('due_at', models.DateTimeField(verbose_name='следующий запуск')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='последнее успешное завершение')),
                ('last_error', models.CharField(blank=True, max_length=500, verbose_name='последняя ошибка')),
            ],
            options={
                'verbose_name': 'регулярная работа',
                'verbose_name_plural': 'регулярные работы',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='адрес электронной почты')),
                ('middle_name', models.CharField(blank=True, max_length=150, verbose_name='отчество')),
                ('post', models.CharField(blank=True, max_length=255, verbose_name='должность')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='демонстрационная учётная запись')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'пользователь',
                'verbose_name_plural': 'пользователи',
                'abstract': False,
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True, verbose_name='код')),
                ('full_name', models.CharField(max_length=500, verbose_name='полное наименование')),
                ('short_name', models.CharField(max_length=255, verbose_name='краткое наименование')),
                ('inn', models.CharField(blank=True, max_length=12, validators=[core.models.organisations.validate_inn], verbose_name='ИНН')),
                ('ogrn', models.CharField(blank=True, max_length=15, validators=[core.models.organisations.validate_ogrn], verbose_name='ОГРН')),
                ('address', models.CharField(blank=True, max_length=500, verbose_name='адрес')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='адрес электронной почты')),
                ('phone', models.CharField(blank=True, max_length=64, verbose_name='телефон')),
                ('time_zone', models.CharField(default='Europe/Moscow', max_length=64, validators=[core.models.organisations.validate_time_zone], verbose_name='часовой пояс')),
                ('head_post', models.CharField(blank=True, max_length=255, verbose_name='должность руководителя')),
                ('head_name', models.CharField(blank=True, max_length=255, verbose_name='руководитель')),
                ('read_log_reviewer', models.ForeignKey(blank=True, help_text='Назначенный работник, который просматривает журнал обращений к данным (X-5).', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='проверяет журнал просмотров')),
            ],
            options={
                'verbose_name': 'организация',
                'verbose_name_plural': 'организации',
                'ordering': ['short_name'],
            },
        ),
        migrations.AddField(
            model_name='user',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='core.organisation', verbose_name='организация'),
        ),
        migrations.CreateModel(
            name='PrivateFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('storage_name', models.CharField(editable=False, max_length=255, unique=True)),
                ('name', models.CharField(max_length=255, verbose_name='имя файла')),
                ('content_type', models.CharField(max_length=100, verbose_name='тип')),
                ('size', models.PositiveBigIntegerField(verbose_name='размер, байт')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 содержимого')),
                ('scan', models.CharField(choices=[('off', 'не проверялся'), ('waiting', 'ожидает проверки'), ('clean', 'проверен'), ('infected', 'заражён')], default='off', max_length=10, verbose_name='проверка')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='получен')),
                ('destroyed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='уничтожен')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='core.personkey')),
            ],
            options={
                'verbose_name': 'файл',
                'verbose_name_plural': 'файлы',
            },
        ),
        migrations.CreateModel(
            name='ReadReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='проверено')),
                ('up_to', models.DateTimeField(verbose_name='по записи до')),
                ('remark', models.TextField(blank=True, verbose_name='замечания')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='read_reviews', to='core.organisation')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'проверка журнала просмотров',
                'verbose_name_plural': 'проверки журнала просмотров',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='HistoryRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=64)),
                ('at', models.DateTimeField(db_index=True, verbose_name='когда')),
                ('actor_label', models.CharField(max_length=255, verbose_name='кто')),
                ('action', models.CharField(max_length=64, verbose_name='действие')),
                ('from_state', models.CharField(blank=True, max_length=32, verbose_name='было')),
                ('to_state', models.CharField(blank=True, max_length=32, verbose_name='стало')),
                ('why', models.TextField(blank=True, verbose_name='основание')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='подробности')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'запись истории',
                'verbose_name_plural': 'история',
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='history_about')],
            },
        ),
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='порядковый номер')),
                ('label', models.CharField(db_index=True, max_length=100, verbose_name='регистрационный номер')),
                ('registered_at', models.DateTimeField(verbose_name='зарегистрировано')),
                ('journal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='core.journal')),
                ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'запись журнала',
                'verbose_name_plural': 'записи журнала',
                'ordering': ['journal', 'number'],
                'constraints': [models.UniqueConstraint(fields=('journal', 'number'), name='journal_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('object_id', models.CharField(max_length=64)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=100, verbose_name='вид письма')),
                ('to', models.EmailField(max_length=254, verbose_name='кому')),
                ('content', models.BinaryField(verbose_name='тема и текст, зашифрованы')),
                ('state', models.CharField(choices=[('waiting', 'ожидает отправки'), ('sent', 'отправлено'), ('failed', 'не удалось отправить')], default='waiting', max_length=10, verbose_name='состояние')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='попыток')),
                ('next_attempt_at', models.DateTimeField(verbose_name='следующая попытка')),
                ('lease_until', models.DateTimeField(blank=True, null=True, verbose_name='занято до')),
                ('last_error', models.CharField(blank=True, max_length=500, verbose_name='последняя ошибка')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='создано')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='отправлено')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='core.personkey')),
            ],
            options={
                'verbose_name': 'письмо',
                'verbose_name_plural': 'письма',
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['state', 'next_attempt_at'], name='letter_due'), models.Index(fields=['content_type', 'object_id'], name='letter_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='letter_sent_has_instant')],
            },
        ),
        migrations.CreateModel(
            name='ReadRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=64)),
                ('at', models.DateTimeField(db_index=True, verbose_name='когда')),
                ('actor_label', models.CharField(max_length=255, verbose_name='кто')),
                ('what', models.CharField(max_length=255, verbose_name='что просмотрено')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation')),
            ],
            options={
                'verbose_name': 'просмотр данных',
                'verbose_name_plural': 'журнал просмотров',
                'ordering': ['-at', '-pk'],
                'permissions': [('review_reads', 'Проверять журнал просмотров')],
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='read_about')],
            },
        ),
    ]
