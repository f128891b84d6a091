// Why: V8 alone has plain ECMAScript and nothing of a browser; reading modules may also use atob,
// btoa, TextDecoder and TextEncoder (UTF-8 only). These stand-ins serve the checks of a book, never
// a page.

(function (world) {
  "use strict";
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  world.atob = function (text) {
    let plain = String(text).replace(/[\t\n\f\r ]/g, "");
    if (plain.length % 4 === 0) plain = plain.replace(/={1,2}$/, "");
    if (plain.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(plain)) throw new Error("not base64");
    let bits = 0,
      held = 0,
      out = "";
    for (const sign of plain) {
      bits = (bits << 6) | SIGNS.indexOf(sign);
      held += 6;
      if (held < 8) continue;
      held -= 8;
      out += String.fromCharCode((bits >> held) & 255);
    }
    return out;
  };

  world.btoa = function (text) {
    const bytes = [...String(text)].map((char) => char.charCodeAt(0));
    if (bytes.some((byte) => byte > 255)) throw new Error("not Latin-1");
    let out = "";
    for (let i = 0; i < bytes.length; i += 3) {
      const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
      const signs = [18, 12, 6, 0].map((shift) => SIGNS[(three >> shift) & 63]);
      out += signs
        .slice(0, Math.min(bytes.length - i, 3) + 1)
        .join("")
        .padEnd(4, "=");
    }
    return out;
  };

  world.TextEncoder = class {
    encode(text = "") {
      const coded = encodeURIComponent(String(text).replace(/\p{Surrogate}/gu, "\ufffd"));
      return Uint8Array.from(coded.match(/%..|[^]/g) ?? [], (part) =>
        part.length === 3 ? parseInt(part.slice(1), 16) : part.charCodeAt(0),
      );
    }
  };

  /** Well-formed sequences as they are, every other byte as U+FFFD (where it is fatal an error). */
  world.TextDecoder = class {
    constructor(label = "utf-8", { fatal = false } = {}) {
      if (!/^utf-?8$/i.test(label)) throw new RangeError("only utf-8 here");
      this.fatal = fatal;
    }

    decode(bytes = []) {
      const raw = String.fromCharCode(...bytes).replace(/^\xef\xbb\xbf/, "");
      return raw.replace(
        /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g,
        (part) => {
          try {
            return decodeURIComponent(
              [...part].map((char) => "%" + char.charCodeAt(0).toString(16)).join(""),
            );
          } catch {
            if (this.fatal) throw new TypeError("not UTF-8");
            return "\ufffd".repeat(part.length);
          }
        },
      );
    }
  };
})(globalThis);
