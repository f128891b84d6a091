// The page of an old address leads on, with the query and the fragment that the reader came with.
{
  const target = new URL(document.currentScript.dataset.to, location.href);
  target.search = location.search;
  target.hash = location.hash;
  location.replace(target);
}
