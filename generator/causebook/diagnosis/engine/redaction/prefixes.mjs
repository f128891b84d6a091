// Why: issuers give their tokens prefixes, so that a token is known wherever it stands. Tables
// only: an issuer is a row and not a rule. Each has the least length of what follows.

/** Prefixes of tokens and of nothing else. */
export const PREFIXES = [
  "ghp_ 16, gho_ 16, ghu_ 16, ghs_ 16, ghr_ 16, ghv_ 16, github_pat_ 16, glpat- 12, gldt- 12",
  "glrt- 12, glcbt- 12, glptt- 12, glft- 12, glsoat- 12, glagent- 12, gloas- 12, glimt- 12",
  "glffct- 12, glwt- 12, GR1348941 12, xoxa- 8, xoxb- 8, xoxc- 8, xoxd- 8, xoxe- 8, xoxe. 8",
  "xoxp- 8, xoxr- 8, xoxs- 8, xapp- 8, sk_live_ 8, sk_test_ 8, pk_live_ 8, pk_test_ 8",
  "rk_live_ 8, rk_test_ 8, whsec_ 12, npm_ 16, pypi- 12, dckr_pat_ 8, dckr_oat_ 8, hf_ 12",
  "ya29. 8, GOCSPX- 12, SG. 16, shpat_ 12, shpss_ 12, shpca_ 12, shppa_ 12, dop_v1_ 16",
  "doo_v1_ 16, dor_v1_ 16, hvs. 12, hvb. 12, hvr. 12, dapi 30, lin_api_ 12, lin_oauth_ 12",
  "ATATT3x 16, ATCTT3x 16, ATSTT3x 16, ATBB 16, NRAK- 12, NRJS- 12, NRII- 12, NRAL- 12",
  "tskey- 8, PMAK- 12, figd_ 12, figu_ 12, sq0atp- 12, sq0csp- 12, sq0idp- 12",
  "AGE-SECRET-KEY- 12, rubygems_ 12, AIza 28, sbp_ 16, sb_secret_ 12, sb_publishable_ 12",
  "ntn_ 16, glsa_ 16, glc_ 20, AKCp 40, sqp_ 16, sqa_ 16, squ_ 16, gsk_ 16, xai- 16, pplx- 16",
  "nvapi- 16, lsv2_ 16, sk-proj- 12, sk-ant- 12, sk-or- 12, tvly- 16, jina_ 16, pcsk_ 16",
  "dt0c01. 20, dt0s01. 20, dt0s16. 20, atlasv1. 16, FlyV1 16, fo1_ 16, CFPAT- 16, hcaik_ 16",
  "hcbik_ 16, sntrys_ 16, sntryu_ 16, phc_ 16, phx_ 16, ory_at_ 12, ory_rt_ 12, ory_ac_ 12",
  "pscale_tkn_ 16, pscale_pw_ 16, pscale_oauth_ 16, dp.pt. 16, dp.st. 16, dp.ct. 16",
  "dp.sa. 16, xkeysib- 20, xsmtpsib- 20, bkua_ 16, CCIPAT_ 16, shippo_live_ 12",
  "duffel_live_ 12, FLWSECK 12, amzn.mws. 20, Atza| 20, Atzr| 20, CLOJARS_ 20, ptr_ 12",
  "secrets-v1: 12, SK 32, key- 30",
];

/** Prefixes that ordinary names may have as well: what follows must read like chance. */
export const LOOSE_PREFIXES = [
  "sk- 16, s. 22, b. 60, AC 32, cio 30, EAA 26, EAAA 40, 1//0 16, secret_ 24, pat 40, glp_ 20",
  "r8_ 16, fw_ 20, pc_ 20, qdrant_ 20, ddp_ 20, pul- 16, tfp_ 16, fly_ 16, rnd_ 16",
  "vercel_ 16, vcp_ 16, nfp_ 16, v1.0- 30, ops_ 24, gAAAAA 40, re_ 16, oy2 40, EZAK 30",
  "EZTK 30, live_ 20, test_ 20, ABSK 40, sgp_ 20, tok_ 20, sess_ 16, rdme_ 20, cli_ 24",
  "voyage- 20, pk_ 20, rt_ 20, at_ 20",
];
