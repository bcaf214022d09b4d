// The whole client side: small elements that add behaviour to what the server already rendered.
import "kring/bell";
import "kring/busy";
import "kring/draft";
import "kring/focus";
import "kring/gallery";
import "kring/inbox";
import "kring/menu";
import "kring/newer";
import "kring/optimistic";
import "kring/permalink";
import "kring/requests";
import "kring/shortcuts";
import "kring/times";
import "kring/toast";
