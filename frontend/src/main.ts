// Everything the pages run. Each file attaches itself to the elements it finds; without this script every page still works.
import "./shell";
import "./board";
import "./count";
import "./village";
import "./proxies";
import "./registration";
import "./files";
import "./preparation_visits";
import "./preparation_training";
import "./daily";
