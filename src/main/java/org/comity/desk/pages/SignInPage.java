package org.comity.desk.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The form that asks for name and password; Spring Security takes its answer. */
@Controller
class SignInPage {

    @GetMapping("/sign-in")
    String form() {
        return "sign-in";
    }

    @GetMapping("/")
    String start() {
        return "redirect:/requests";
    }
}
