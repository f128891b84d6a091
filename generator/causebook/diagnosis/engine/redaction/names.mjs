// Why: what secrets are called, by the word that is shown for them. A table, so that a language or
// a product is a word and not a rule; names are compared without case, accents and what stands
// between words. It must not know how names are found.

import { wordsOf } from "./patterns.mjs";

/** @import { NamesByWord } from "../../contract.d.ts" */

/**
 * Names that may end a longer name as well (`dbpassword`).
 * @type {NamesByWord}
 */
export const NAMES = {
  password: [
    "password, passwd, pwd, pw, passphrase, pass phrase, pass word, passcode, requirepass",
    "storepass, keypass, identified by, passwort, kennwort, geheimzahl, losungswort",
    "geheimwort, einmalkennwort, zugangscode, passin, passout, mot de passe, mot passe",
    "phrase de passe, phrase secrete, code secret, code d acces, mots de passe, contrasena",
    "contrasenya, contrasinal, clave de acceso, clave secreta, palabra de paso",
    "frase de acceso, codigo de acceso, senha, palavra passe, palavra chave, frase secreta",
    "parola d ordine, parola di accesso, parola segreta, parola chiave, wachtwoord, wachtzin",
    "toegangscode, losenord, adgangskode, adgangsord, kodeord, passord, salasana, tunnussana",
    "lykilord, haslo, heslo, jelszo, lozinka, geslo, zaporka, parola, parolul, parool",
    "salasona, slaptazodis, пароль, парола, пароли, лозинка, шифра, кодовое слово, парол",
    "құпиясөз, нууц үг, κωδικος, κωδικος προσβασης, συνθηματικο, sifre, sifreniz, sifresi",
    "كلمة المرور, كلمة السر, كلمه المرور, الرقم السري, رمز المرور, رمز عبور, گذرواژه",
    "کلمه عبور, پاس ورڈ, סיסמה, סיסמא, पासवर्ड, कूटशब्द, পাসওয়ার্ড, கடவுச்சொல், పాస్వర్డ్",
    "ಪಾಸ್ವರ್ಡ್, രഹസ്യവാക്ക്, รหัสผ่าน, รหัส, ລະຫັດຜ່ານ, mat khau, kata sandi, kata laluan",
    "kata kunci, 密码, 密碼, 口令, 通行码, パスワード, パスフレーズ, 暗証番号, 合言葉, 비밀번호, 암호, 패스워드, nenosiri",
    "pasahitza, pasvorto, pasfhocal, focal faire, cyfrinair, fjalekalim, fjalekalimi, პაროლი",
    "գաղտնաբառ, wagwoord, passwuert, ពាក្យសម្ងាត់, စကားဝှက်, የይለፍ ቃል, parol, parolni",
    "iphasiwedi, kupuhipa",
  ],
  code: [
    "pin code, otp code, mfa code, 2fa code, totp code, tan code, one time code",
    "one time password, one time pin, passkey, verification code, security code",
    "recovery code, backup code, auth code, sms code, login code, access code, einmalcode",
    "sicherheitscode, code de verification, code de securite, codigo de verificacion",
    "codigo de verificacao, codigo de seguridad, codice di verifica, codice di sicurezza",
    "verificatiecode, код подтверждения, 验证码, 驗證碼, 確認コード, 認証コード, 인증번호, kode verifikasi",
    "ma xac minh, dogrulama kodu, kod weryfikacyjny",
  ],
  token: [
    "token, jeton, jeton d acces, токен, 令牌, トークン, 토큰, टोकन, โทเค็น, אסימון, رمز الوصول",
    "ficha de acceso, poletti, zeton",
  ],
  key: [
    "api key, access key, secret key, private key, signing key, encryption key, account key",
    "shared key, master key, app key, service key, deploy key, auth key, application key",
    "license key, storage key, subscription key, session key, consumer key, integration key",
    "service role key, anon key, secret access key, pre shared key, isakmp key, radius key",
    "wpa key, publishable key, write key, api schlussel, geheimer schlussel",
    "privater schlussel, zugriffsschlussel, cle secrete, cle api, cle d api, cle d acces",
    "cle privee, clave api, clave de api, clave privada, llave secreta, chave secreta",
    "chave api, chave de api, chave de acesso, chave privada, chiave segreta, chiave api",
    "chiave privata, geheime sleutel, toegangssleutel, api sleutel, hemlig nyckel, api nyckel",
    "hemmelig nogle, api nogle, hemmelig nokkel, api nokkel, salainen avain, api avain",
    "tajny klucz, klucz api, klucz dostepu, klucz prywatny, tajny klic, api klic",
    "titkos kulcs, api kulcs, cheie secreta, cheie api, gizli anahtar, api anahtari",
    "tajni kljuc, секретный ключ, ключ api, ключ доступа, закрытый ключ, ключ апи",
    "таємний ключ, μυστικο κλειδι, مفتاح api, المفتاح السري, מפתח סודי, מפתח api, khoa bi mat",
    "khoa api, kunci rahasia, kunci api, 密钥, 密鑰, 秘钥, 私钥, 私鑰, 秘密鍵, apiキー, アクセスキー, api 키, 비밀키",
    "개인키",
  ],
  signature: ["signature, shared access signature"],
  secret: [
    "secret, geheimnis, zugangsdaten, secreto, segredo, segreto, hemlighet, hemmelighed",
    "hemmelighet, salaisuus, tajemnica, tajemstvi, tajomstvo, секрет, таемниця, таємниця",
    "シークレット, 시크릿, rahasia, bi mat, inloggegevens, connection string, session id, sess id",
    "conn str, seed phrase, recovery phrase, mnemonic, private lines",
  ],
};

/**
 * Names that are too short or too common to end another word.
 * @type {NamesByWord}
 */
export const WORDS = {
  password: ["pass, psw, psk, clave, mdp, contra, kennw, sandi, geheim, hasl, mima"],
  code: ["pin, otp, totp, tan, mfa, cvv, cvc, puk"],
  token: ["pat, csrf, xsrf"],
  signature: ["sig, hmac"],
  secret: ["dsn, titok, tajna, סוד, 秘密"],
};

/**
 * Names that often stand for something harmless: only what looks like a secret goes.
 * @type {NamesByWord}
 */
export const LOOSE = {
  key: [
    "key, schlussel, cle, chave, chiave, llave, sleutel, nyckel, nogle, nokkel, avain, klucz",
    "klic, kulcs, cheie, anahtar, kljuc, ключ, κλειδι, مفتاح, מפתח, khoa, kunci, キー, 키",
  ],
  secret: ["sid, session, auth, access, refresh, hash"],
  code: ["sms"],
};

/**
 * Names of a user and a secret in one value: `alice:secret`, `alice / secret`.
 * @type {NamesByWord}
 */
export const COUPLES = {
  password: [
    "login, logins, auth, user, username, identifiants, zugang, acceso, accesso, логин",
    "utilisateur, usuario, benutzer",
  ],
};

/**
 * … and those which never name a user alone: any two values behind them are a couple.
 * @type {NamesByWord}
 */
export const SURE_COUPLES = {
  password: ["creds, cred, user pwd, user pass, user password, username password"],
};

/**
 * Names that stand for a secret only in the query of an address.
 * @type {NamesByWord}
 */
export const IN_QUERY = {
  secret: [
    "code, key, state, ticket, hash, policy, p, k, s, h, sid, session, auth, access, refresh",
    "login token, st, rt, at",
  ],
};

/** What may follow a name without changing what it names. */
export const TAILS = new Set(
  wordsOf(`
    s es n en er et a e i hash value val base64 b64 enc encrypted plain plaintext text
    string data confirm confirmation repeat again new old current default prod production
    dev test staging live primary secondary orkey env raw は が を 는 은 이 가 是 为 為 の
  `),
);

/** What, before a name, makes it a word about a secret. */
export const HEADS = new Set(
  wordsOf(`
    invalid missing expired wrong bad no unsupported existing has is need needs require
    requires required use uses using with without allow enable disable validate check forgot
    forgotten max min total prompt completion num count grant response verify image_pull
    imagepull unexpected public the_public unknown ssh_public input output cached reasoning
  `),
);

/** Names of what stands beside a secret: no secrets themselves. */
export const FIELDS = new Set(
  wordsOf(`
    user username user_name name email e-mail mail login id uid role roles scope host port
    url uri path type realm remember remember_me client_id grant_type method status message
    error date expires created updated title description value label text content-type
    accept header headers body data database db server domain tenant account region audience
    issuer subject state code usuario utilisateur benutzer utente gebruiker
  `),
);
