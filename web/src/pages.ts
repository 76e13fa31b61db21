/** The small script of the server-rendered pages. They work without it; it only makes them nicer. */
import "./css/tokens.css";
import "./css/fonts.css";
import "./css/base.css";
import "./css/faces.css";
import "./css/pages.css";
import "./css/seal.css";
import "./css/hatch.css";
import "htmx.org";
import { copyButtons } from "./pages/copy";
import { forgetRooms } from "./pages/forget";
import { growthFiles } from "./pages/growth";
import { savingForms } from "./pages/saves";
import { localTimes } from "./pages/times";

copyButtons(document);
forgetRooms(document);
localTimes(document);
savingForms(document);
growthFiles(document);
document.addEventListener("htmx:after:swap", () => localTimes(document));

if (document.querySelector(".stretch-steps")) {
  void import("./pages/stretches").then((stretches) => stretches.playStretches(document));
}

// The welcome's device check and settings: on no other page, so no other page loads them.
if (document.querySelector("[data-lobby]")) void import("./pages/lobby").then((lobby) => lobby.begin(document));
