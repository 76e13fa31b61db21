// Lets the style and the player in, whose hashes the policy above names. Nothing of this page comes from elsewhere.
const unpack = async (id) => {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
};
const add = (element, text) => {
  element.textContent = text;
  document.head.append(element);
};
const open = async () => {
  add(document.createElement("style"), await unpack("style"));
  add(Object.assign(document.createElement("script"), { type: "module" }), await unpack("player"));
};
open().catch(() => {
  document.getElementById("app").textContent =
    "This file cannot be opened here: it is damaged, or this browser is older than 2023. “greenroom verify” says which.";
});
