/** The styles that only the replay needs, after the room's. */
import "./transport.css";
import "./axis.css";
import "./markers.css";
import "./moments.css";
import "./transcript.css";
import "./again.css";
import "./replay-phone.css";
import "./look.css";
import "./exports.css";
