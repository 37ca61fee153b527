// Makes or uses a passkey when the button is pressed, and sends the browser's answer with the form it stands in.
"use strict";
(() => {
  const button = document.querySelector("[data-passkey]");
  const said = document.querySelector("[data-passkey-trouble]");
  const options = JSON.parse(document.getElementById("passkey-options").textContent);
  if (!window.webauthnJSON?.supported()) {
    button.disabled = true;
    said.textContent = button.dataset.unsupported;
    return;
  }
  button.addEventListener("click", async () => {
    said.textContent = "";
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await window.webauthnJSON[button.dataset.passkey](options);
      button.form.elements.credential.value = JSON.stringify(answer);
      button.form.submit();
    } catch (error) {
      said.textContent = error.name === "InvalidStateError" ? button.dataset.known : button.dataset.trouble;
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
})();
