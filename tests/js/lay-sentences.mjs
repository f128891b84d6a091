// What people say who will never read a header: whom it happens to, where it works, what came before
// it. Each kind in many wordings, beside it the same words with another meaning.

/** @import { Contrast } from "./sentences.mjs" */

/**
 * Every start with every end.
 * @param {string[]} starts
 * @param {string[]} ends
 */
function each(starts, ends) {
  return starts.flatMap((start) => ends.map((end) => `${start} ${end}`));
}

/** @type {Contrast[]} */
export const LAY_SENTENCES = [
  {
    symptom: "many-attempts-made",
    sentences: [
      ...each(
        ["I typed my password", "She tried to log in", "I have tried it", "He entered the PIN"],
        [
          "six times.",
          "maybe five times.",
          "several times.",
          "again and again.",
          "ten times or so.",
        ],
      ),
      "After the third attempt it says 401.",
      "I guessed a few passwords.",
      "I mistyped my code a bunch of times.",
      "I must have tried a dozen passwords.",
      "After four wrong tries nothing works.",
    ],
    misses: ["I typed my password.", "The job runs six times a day.", "The second attempt worked."],
  },
  {
    symptom: "fails-for-one-user",
    sentences: [
      ...each(
        ["My colleague", "My wife", "Everybody else", "The other parents", "My neighbour"],
        ["can open it.", "gets in.", "has no problem with it.", "opens the same page."],
      ),
      "It is only me.",
      "I am the only one in the team.",
      "Nobody else has this.",
      "The others are fine, just my account gets 401.",
      "One of our users gets 401 since this morning.",
      "One colleague is refused, the rest of the team is in.",
    ],
    misses: [
      "My colleague has the same problem.",
      "My wife cannot open it either.",
      "Nobody can open it.",
      "My friend sent me a link.",
      "One of our servers gets 401.",
    ],
  },
  {
    symptom: "fails-for-everyone",
    sentences: [
      "The wiki says 401 to everybody.",
      "Nobody in our school can log in.",
      "It says 401 for teachers and pupils alike.",
      "My colleagues have the same problem.",
      "My wife gets it too.",
      "My neighbour cannot open it either.",
      "All of us are thrown out.",
      "Every guest is asked for a password and then refused.",
      "It happens to all our customers.",
      "The whole class is thrown out.",
    ],
    misses: [
      "My colleague can open it.",
      "Everybody else gets in.",
      "Nobody else has this.",
      "I have the same problem as last year.",
    ],
  },
  {
    symptom: "fails-on-one-endpoint",
    sentences: [
      ...each(
        ["The rest of the site", "Everything else", "The rest", "All else"],
        ["works.", "is fine.", "opens without trouble."],
      ),
      "The start page works, but not the homework.",
      "I get in, only the page with the reports says 401.",
      "The other pages open.",
      "All the other menus work.",
    ],
    misses: ["Nothing works.", "The rest of the day I was busy.", "The start page says 401."],
  },
  {
    symptom: "fails-after-some-time",
    sentences: [
      "I filled in the form, went for lunch, and when I press save it says 401.",
      "When I come back from a break I get 401.",
      "I left the page open over night and now it says 401.",
      "It is fine at first, but after a while all boxes show 401.",
      "I had a phone call in between, then pressed send: 401.",
      "In the morning it works, in the evening it says 401.",
      "The tab was open for an hour.",
      "The phone rang, and on submit it says 401.",
      "I got distracted, then pressed send: 401.",
      "Works for about an hour, then 401.",
      "works roughly forty minutes and then it is refused",
      "While I was away from my desk it threw me out.",
    ],
    misses: ["The break is at ten.", "I have no time.", "I get 401 at once.", "We meet for lunch."],
  },
  {
    symptom: "new-login-helps",
    sentences: [
      "It shows 401 until I log in again.",
      "When I log out and in again it works.",
      "After signing in again it is fine for a while.",
      "It goes away when I sign in again.",
    ],
    misses: ["I logged in again, still 401.", "I can't log in again.", "Log in again to go on."],
  },
  {
    symptom: "after-password-change",
    sentences: [
      "Since he has a new password it fails.",
      "I got a new password last week.",
      "I had to change the password on Monday.",
      "It began with the new password.",
      "They reset our passwords.",
      "I use the new password and it says 401.",
    ],
    misses: ["The password is new to me.", "I need a new password.", "A new page asks for it."],
  },
  {
    symptom: "embedded-in-another-site",
    sentences: [
      "The booking calendar inside our club's page shows only 401.",
      "The form within the school's website says 401.",
      "The map is built into our home page.",
      "The shop is shown in a frame on our blog.",
    ],
    misses: ["The calendar of our club shows 401.", "I am inside the building.", "Inside the app."],
  },
  {
    symptom: "works-on-another-device",
    sentences: [
      ...each(
        ["On my phone", "On my wife's tablet", "On the new TV in the kitchen", "On his laptop"],
        ["it works.", "it plays.", "the same page opens.", "I get in."],
      ),
      "It works on my husband's computer.",
      "She can open it on hers.",
      "The same login is fine on another iPad.",
    ],
    misses: [
      "The calendar on my phone says 401, on the website the password works.",
      "It does not work on my phone.",
      "I bought a new TV.",
    ],
  },
  {
    symptom: "private-window-works",
    sentences: [
      "In another browser he gets the box and gets in.",
      "With Firefox it opens, with Chrome not: 401.",
      "In a private window the page loads.",
      "It works in Edge, only Chrome says 401.",
      "In incognito mode I can log in.",
    ],
    misses: [
      "In a private window it says 401 as well.",
      "I use another browser.",
      "It fails in Edge.",
    ],
  },
  {
    symptom: "another-network-decides",
    sentences: [
      "In the university the journals open, at home I only get 401.",
      "At work it is fine, from home I am refused.",
      "From the branch office nobody gets in, from headquarters everybody.",
      "At school it opens, at home it says unauthorized.",
      "On holiday in the hotel I get 401, at home it works.",
    ],
    misses: ["At home I get 401.", "I work at the university.", "At work and at home it fails."],
  },
  {
    symptom: "long-unused",
    sentences: [
      "My old tablet lay in a drawer all winter.",
      "I have not used the app for months.",
      "I was on parental leave for a year.",
      "I have not logged in for ages.",
      "After the long holiday it says 401.",
      "The account has not been used since last year.",
    ],
    misses: ["The key is in the drawer.", "I use it every day.", "I have not used it today."],
  },
  {
    symptom: "woke-from-sleep-or-restore",
    sentences: [
      "The battery of the tablet was flat.",
      "We had a power cut last night.",
      "The camera lost power.",
      "My old phone lay in a drawer for a year.",
    ],
    misses: ["The battery icon is green.", "The power of the server is enough."],
  },
  {
    symptom: "account-new-or-unfinished",
    sentences: [
      "I registered at the portal yesterday.",
      "I signed up an hour ago.",
      "Made an account at the service this morning.",
      "They wrote that they would send me a mail but I have not got any.",
      "The confirmation mail never came.",
      "The forty users we imported yesterday all get 401.",
      "I have just joined the club.",
    ],
    misses: ["I registered years ago.", "I got a mail.", "The users log in every day."],
  },
  {
    symptom: "freshly-set-up",
    sentences: [
      "I opened the page of the new camera.",
      "Since I have the new browser it shows 401.",
      "I bought a new phone and the app says 401.",
      "This is my new tablet.",
      "New at the gym: their app says 401.",
    ],
    misses: ["The new page is nice.", "A new error came up."],
  },
  {
    symptom: "not-asked-for-the-password",
    sentences: [
      "Now it doesn't ask me any more, it just says 401 right away.",
      "I am refused without being asked for a password.",
      "It never asks for the password.",
      "How do I get the login box back?",
      "The password box does not come up any more.",
      "He gets 401 without being asked.",
    ],
    misses: [
      "It keeps asking for the password.",
      "I was not asked to the party.",
      "It asks twice.",
    ],
  },
  {
    symptom: "password-doubtful",
    sentences: [
      "I can't read if it is an l or a 1.",
      "I am not sure about my password.",
      "I forgot my password.",
      "I typed a wrong password once.",
      "Maybe I have the password wrong.",
      "I don't remember which password I used.",
      "It wants what is printed in the booklet, and says unauthorized.",
      "I use the password that is written on the sticker.",
    ],
    misses: ["My password is right.", "The password is stored.", "I typed the password."],
  },
  {
    symptom: "asked-for-the-password-again-and-again",
    sentences: [
      "My mail program wants the password all day long.",
      "It asks for a user and a password, whatever I enter it says unauthorized.",
      "The box comes back each time.",
      "It asks for the password every time I open it.",
    ],
    misses: ["It asks for the password.", "I know the password."],
  },
  {
    symptom: "opened-without-logging-in",
    sentences: [
      "I get a 401 page before I can even log in.",
      "I have no account there.",
      "I just opened the link, I never had a password for it.",
      "I am not a member and have no login.",
    ],
    misses: ["Before I log in I read the news.", "I have an account."],
  },
  {
    symptom: "after-update",
    sentences: [
      "Since the ticket shop got its new look I get 401.",
      "Since the web designer was at it a box asks for a password.",
      "It fails since they changed something.",
      "After yesterday's release many users get 401.",
      "Since the relaunch nothing works.",
      "They redesigned the site and now it says 401.",
    ],
    misses: ["The new look is nice.", "Since Monday it fails.", "I changed my password."],
  },
  {
    symptom: "portal-came-before-it",
    sentences: [
      "Since IT put a new portal in front of our wiki the wiki says 401.",
      "Since we have the new VPN it says 401.",
      "The company has a new single sign-on since Monday.",
      "There is a new login page before it.",
      "They put a firewall in front of the intranet.",
    ],
    misses: ["The portal says 401.", "I use a VPN.", "The new page is nice."],
  },
  {
    symptom: "second-factor-mentioned",
    sentences: [
      "I have to type the number from my phone as well.",
      "It wants a code from the app.",
      "We made two-step sign-in mandatory.",
      "They send me a code by SMS.",
    ],
    misses: ["The code of the program fails.", "My phone number is 12.", "The app says 401."],
  },
  {
    symptom: "password-login-ended-here",
    sentences: [
      "We made two-step sign-in mandatory for all; the password alone is refused in the app.",
      "Since our mail provider introduced two-step login my password fails in the mail program.",
      "The club moved to single sign-on, my old user name and password get 401.",
    ],
    misses: ["I use two-step sign-in.", "The password was changed."],
  },
  {
    symptom: "money-or-quota-mentioned",
    sentences: [
      "I forgot to pay the bill.",
      "My credit card has expired.",
      "My membership ran out in May.",
      "I changed my bank account last month.",
      "The subscription was not renewed.",
    ],
    misses: ["I paid with my card.", "The bank app says 401.", "I have a subscription."],
  },
  {
    symptom: "worked-before-stopped",
    sentences: [
      "I can't read anything since the first of the month.",
      "Since eight o'clock nobody gets in.",
      "Last week I could still open it.",
      "It stopped playing on Sunday.",
    ],
    misses: ["I read the first page.", "It has never worked."],
  },
  {
    symptom: "old-version-mentioned",
    sentences: [
      "The radio app on my old TV says 401.",
      "We have an old version of the program.",
      "My very old phone gets 401.",
      "The machines that still run version 2 get 401.",
    ],
    misses: ["I am old.", "The old password works.", "My new phone gets 401."],
  },
  {
    symptom: "two-client-versions-differ",
    sentences: [
      "Machines with version 2 get 401, those with version 4 do not.",
      "tool 1.4.2: 401 Unauthorized. tool 3.0 with the same token: fine",
      "Version 1.8 works, version 2.0 is refused.",
    ],
    misses: ["Version 2 gets 401.", "HTTP/1.1 401, TLS 1.3 is fine"],
  },
  {
    symptom: "clearing-cookies-helps",
    sentences: [
      "When they delete their cookies it is fine.",
      "After I cleared the cookies the page opens.",
      "Without the old cookies I get in.",
      "With an empty cookie jar the login works.",
    ],
    misses: ["I deleted the cookies, still 401.", "I like cookies."],
  },
  {
    symptom: "account-was-changed",
    sentences: [
      "I came back to the company after a year and my old login says 401.",
      "A former freelancer is working for us again and cannot sign in.",
      "I married and have a new name.",
      "I moved to another department last week.",
      "My contract ended in May.",
    ],
    misses: ["I work for the company.", "The name of the page changed.", "My account is fine."],
  },
  {
    symptom: "after-certificate-or-key-rotation",
    sentences: [
      "We changed the realm keys of our Keycloak last night.",
      "They exchanged the signing keys.",
      "The keys were replaced on Sunday.",
      "Since the new certificates every call is 401.",
    ],
    misses: ["The key is right.", "I pressed the key.", "We changed the locks."],
  },
  {
    symptom: "server-restart-helps",
    sentences: [
      "After a restart one of the five services is ok again.",
      "A restart of the server helps for a day.",
      "It is fine again once I reboot it.",
    ],
    misses: ["After a restart it is refused.", "I restarted it, still 401."],
  },
  {
    symptom: "all-stopped-at-one-moment",
    sentences: [
      "Nobody in our school can log in since eight o'clock.",
      "For all our clients since 14:02, all tokens.",
      "All users are refused since this morning.",
    ],
    misses: ["In the morning it works, in the evening it says 401.", "I get 401 since Monday."],
  },
  {
    symptom: "another-value-wins-over-the-configured",
    sentences: [
      "In the log of the server the request comes with Basic and the name of my old account.",
      "It sends the old key although I set the new one.",
      "The request carries another token than the one I set.",
    ],
    misses: ["I set the token.", "The request carries a token."],
  },
];

/** @type {Contrast[]} */
export const ROLES = [
  {
    symptom: "speaks-as-a-visitor",
    sentences: [
      ...each(
        [
          "The museum app",
          "Our intranet",
          "My smart TV",
          "The newspaper",
          "The wiki",
          "Our printer",
        ],
        ["says 401.", "shows error 401.", "only says unauthorized."],
      ),
      "I filled in the form for my tax thing, and when I press save it says Error 401.",
      "my colleague opens the page with the reports, I get 401 on it",
      "the booking calendar inside our club's page shows only 401",
      "I typed my password maybe six times",
      "Nobody in our school can log in",
      "I registered at the parents' portal yesterday",
      "In the university the library's journals open, at home I only get 401",
      "the dashboard of our shop is fine at first",
      "The appointment page keeps throwing 401 at me",
    ],
    misses: [
      "GET /page 401",
      "The API says 401.",
      "The server says 401.",
      "My script says 401.",
      "Our users get 401.",
      "The pipeline shows 401.",
    ],
  },
];
