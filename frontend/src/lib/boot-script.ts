import { HINT } from "@/lib/auth/session-hint";
import { DEFAULT_LOCALE, directionOf, LANGUAGE_KEY, LOCALES, PSEUDO_LOCALE } from "@/lib/i18n/locales";
import { THEME_KEY } from "@/lib/theme";

/**
 * Runs before the first paint, so that neither colours nor language nor a wrong way in flash. It stands inline in every exported page;
 * finish-export.mjs puts its hash into the page's content security policy.
 */
export const BOOT_SCRIPT = `(function () {
  var root = document.documentElement;
  var read = function (key) { try { return localStorage.getItem(key); } catch (e) { return null; } };
  var theme = read(${JSON.stringify(THEME_KEY)});
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (read(${JSON.stringify(HINT)})) root.dataset.session = "likely";
  var known = ${JSON.stringify([...LOCALES, PSEUDO_LOCALE])};
  var chosen = read(${JSON.stringify(LANGUAGE_KEY)});
  var wanted = [chosen].concat((navigator.languages || []).map(function (tag) { return tag.split("-")[0]; }));
  for (var i = 0; i < wanted.length; i++) {
    if (known.indexOf(wanted[i]) < 0) continue;
    if (wanted[i] !== ${JSON.stringify(DEFAULT_LOCALE)}) {
      root.dataset.language = wanted[i];
      root.dir = wanted[i] === ${JSON.stringify(PSEUDO_LOCALE)} ? ${JSON.stringify(directionOf(PSEUDO_LOCALE))} : "ltr";
    }
    break;
  }
})();`;
