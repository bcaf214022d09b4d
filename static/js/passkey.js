// Says on the page that a passkey did not work out: refused, cancelled or not possible at this address.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const message = document.getElementById("passkey-error");
  message.hidden = false;
  message.scrollIntoView({ block: "nearest" });
});
