// Why: behind the name of a secret often stands a word about it: "password is wrong", "token:
// expired". These words are no secrets. Tables only: it must not know where a word was found.

import { wordsOf } from "./patterns.mjs";

/** A word that says something about a secret and is none. */
export const COMMON = new Set(
  wordsOf(`
    mismatch mismatched incorrect invalid required expired wrong missing is was not no must
    the for from with null undefined true false none nil see and or an a in to of has have
    could cannot can't failed basic digest token auth authenticated anonymous unauthorized
    signature access string object unknown default include omit same-origin yes enabled
    disabled unable malformed bad empty unexpected denied password passwords secret optional
    test ok on off set unset str int bool boolean number any void bytes varchar char hidden
    encrypted hashed plain plaintext cleartext again confirm new old current correct valid
    accepted rejected refused revoked changed reset sent received present absent found blank
    stored saved cached provided supplied given specified configured ignored needed
    supported unsupported allowed forbidden protected public private opaque refresh oauth
    oauth2 write read admin right fine good same into get post put delete patch head options
    saml oidc ldap kerberos ntlm negotiate hmac rsa algorithm prompt interactive stdin file
    vault env environment keyring key keys field input form logout page link policy rotation
    manager store storage authentication verification validation validator exchange endpoint
    request response service client provider introspection revocation count limit usage
    length size only itself too twice here there below above masked visible deprecated
    unavailable inactive active locked unlocked strong weak short long used unused
    unverified verified matching matched match matches does did do will would should may
    might can at by as if when where that this it its your my our their his her mine other
    another each every all some more less first last next previous ltpa falsch ungultig
    ungültig abgelaufen fehlt vergessen richtig erforderlich leer ist nicht incorrecta
    incorrecto inválida invalida invalido inválido erronea olvidada expirado expirada
    caducado requis requise manquant invalide oublié expiré errado incorreta incorreto
    errata sbagliata scaduto richiesta mancante onjuist ongeldig verlopen vereist verkeerd
    fel ogiltig nieprawidłowe nieprawidlowe błędne wygasł neplatné chybné неверный
    неправильный неверен истек истёк недействителен 错误 不正确 无效 已过期 過期 誤り 無効 不正 잘못 만료 yanlış
    hatalı geçersiz salah kedaluwarsa sai
  `),
);

/** Words that make several words a sentence about a secret, even in quotes. */
export const IN_SENTENCE = new Set(
  wordsOf(`
    is was are were be been has had must should could cannot can't would not isn't wasn't
    doesn't didn't expired invalid missing required incorrect empty expected denied rejected
    refused mismatch failed fails failure error errors provided supplied malformed unable
    unauthorized characters digits least
  `),
);

/** … and those which do so outside of quotes. */
export const IN_PROSE = new Set(
  wordsOf(`
    ist sind nicht wurde wird est sont es não são è sono het authentication see http https
    none null undefined falsch неверный have can will may might don't wrong found does did
    given unknown for from with without to of at by because since before after until when
    while than that which this these those your you we i they it its if then else please
    enter type and or attempts longer shorter only already no war kein keine das der die den
    dem und für mit von zu pas le la les des une un pour avec et son está para con y el los
    las é foi com non per een niet voor met och inte är för nie jest не и в на для
  `),
);
