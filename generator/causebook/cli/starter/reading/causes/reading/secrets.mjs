// Why: names what this subject calls a secret. The engine knows passwords, tokens, keys and the
// like in many languages and takes their values out of all that is handed over; here are only
// names. It must not hold a secret, nor a pattern where a name will do.

/**
 * Names by the word that is shown in place of the value; one text may hold several, with commas.
 * @type {import("./contract.d.ts").Secrets}
 */
export const secrets = {
  names: {
    code: ["job password, release code, print code"],
  },
};
