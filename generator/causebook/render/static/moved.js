// The page of an old address leads on, with the query and the fragment that the reader came with.
// Where the entry is now a place on the page of another, that place is the fragment.
{
  const { to = "" } = document.currentScript?.dataset ?? {};
  const target = new URL(to, location.href);
  target.search = location.search;
  target.hash ||= location.hash;
  location.replace(target.href);
}
