/** The styles of the room and the replay, in the order of their layers. */
import "./tokens.css";
import "./fonts.css";
import "./base.css";
import "./room.css";
import "./header.css";
import "./agenda.css";
import "./task.css";
import "./editor.css";
import "./results.css";
import "./answers.css";
import "./program.css";
import "./languages.css";
import "./host.css";
import "./dialogs.css";
import "./seal.css";
import "./practice.css";
import "./phone.css";
