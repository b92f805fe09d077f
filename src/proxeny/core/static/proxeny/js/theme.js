// Before the first paint: the theme this person chose on this machine. A plain script, so that it runs at once.
(() => {
  try {
    const theme = localStorage.getItem("proxeny:theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is switched off: the system's theme stays.
  }
})();
