/** Placeholder entry, replaced below. */
import "./css/tokens.css";
