// Why: files and texts that are dropped anywhere on the page. It must not know what is done with
// them.

/**
 * @typedef {object} Receiver
 * @property {(text: string) => boolean} leaves is a text left to the box that it is dropped on?
 * @property {(file: File) => void} openFile
 * @property {(text: string) => void} take
 */

/**
 * @param {HTMLElement} root
 * @param {Receiver} receiver
 */
export function listenForDrops(root, receiver) {
  /** @param {boolean} isOver */
  const show = (isOver) => root.classList.toggle("dropping", isOver);
  root.addEventListener("dragover", (event) => {
    const hasFiles = event.dataTransfer?.types.includes("Files");
    if (!hasFiles && isOnBox(event)) return;
    event.preventDefault();
    show(true);
  });
  root.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) show(false);
  });
  root.addEventListener("drop", (event) => {
    show(false);
    if (event.dataTransfer) dropped(event, event.dataTransfer, receiver);
  });
}

/**
 * @param {DragEvent} event
 * @param {DataTransfer} data
 * @param {Receiver} receiver
 */
function dropped(event, data, receiver) {
  const [file] = data.files;
  const text = file ? "" : data.getData("text/plain");
  if (!file && isOnBox(event) && receiver.leaves(text)) return;
  event.preventDefault();
  if (file) receiver.openFile(file);
  else if (text) receiver.take(text);
}

/** @param {DragEvent} event */
function isOnBox({ target }) {
  return target instanceof Element && target.closest("textarea") !== null;
}
