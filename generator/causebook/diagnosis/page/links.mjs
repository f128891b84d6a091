// Why: a link to an entry takes along for whom it is: the products in question and the role. Both
// stand behind `#`, which no server gets; nothing of the paste does.

import { readerFragment } from "../../checklist/reader.mjs";
import { siteLink } from "./elements.mjs";

/** @import { Attributes, View } from "./types.d.ts" */

/**
 * A link to an entry's page, which then shows the commands of these products.
 * @param {{ url: string, text: string, attributes?: Attributes }} link
 * @param {Pick<View, "answer" | "picked">} view
 */
export function entryLink({ url, text, attributes = {} }, { answer, picked }) {
  const products = [...answer.platforms, ...(picked ? [picked] : [])];
  const carried = url.includes("#") ? "" : readerFragment({ products, role: answer.role });
  return siteLink(url + carried, text, attributes);
}
