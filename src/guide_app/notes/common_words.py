"""What is tried first by anyone who guesses a passphrase, in the program's languages; written down for this project.

Letters as `strength` folds them: small, no accents, digits that stand for letters undone.
"""

from __future__ import annotations

from typing import Final

_PASSWORDS: Final = """
password passwort motdepasse contrasena senha haslo parola sifre parolamia clave kennwort geheim secret segreto segredo
secreto tajne gizli geheimnis admin root user login letmein welcome willkommen bienvenue bienvenido benvenuto witaj
qwerty qwertz azerty asdf asdfgh yxcvbn zxcvbn qazwsx pass test hallo hello hola ciao salut ola merhaba selam czesc
privet marhaba guide notebook notes notizen quaderno carnet cuaderno caderno zeszyt defter tetrad пароль привет секрет
йцукен любовь تجربة مرحبا حبيبي سر パスワード ひみつ こんにちは 秘密 abc abcd xyz aaa
"""
_DEAR: Final = """
love iloveyou loveyou amour jetaime liebe ichliebedich amor teamo tequiero amore tiamo milosc kochamcie ask seni
seviyorum habibi habibti allah inshallah bismillah jesus jezus maria god dieu dios dio gott mama papa mutter vater
mother father mamma anne baba mami papi family familie famille familia famiglia baby angel engel princess prinzessin
princesa princesse sunshine freedom freiheit liberte libertad liberta liberdade wolnosc hurriyet rainbow regenbogen
arcoiris arcobaleno tecza pride queer gay lesbian trans unicorn einhorn star stern freund friend amigo amiga hund katze
dog cat dragon monkey football fussball futbol soccer galatasaray fenerbahce besiktas barcelona realmadrid juventus
chelsea liverpool arsenal bayern pokemon naruto hellokitty minecraft spring summer autumn winter sommer herbst
"""
_NAMES: Final = """
ali ahmed ahmad mohamed muhammad mehmet mustafa fatma aisha omar hassan alex andrea anna ana ania julia marie michael
thomas daniel david peter paul max leon lukas nicolas pierre jean marco luca giulia francesca carlos jose juan miguel
pedro joao ivan sergey dmitry natasha olga sakura yuki takashi charlie michelle jessica ashley jordan sam chris
"""
_DAYS_AND_TOWNS: Final = """
january february march april june july august september october november december januar februar juli oktober dezember
monday tuesday wednesday thursday friday saturday sunday montag freitag sonntag berlin paris london madrid roma rome
milano lisboa warszawa warsaw istanbul ankara moscow moskau москва tokyo 東京 cairo beirut
"""

COMMON_WORDS: Final = frozenset(f"{_PASSWORDS} {_DEAR} {_NAMES} {_DAYS_AND_TOWNS}".split())
