package org.comity.desk.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Files of a form. A browser sends a field in which nothing was chosen as an empty file, and no field at all where the page has none. */
final class Uploads {
    private Uploads() {}

    static List<MultipartFile> chosen(@Nullable List<MultipartFile> given) {
        return given == null
                ? List.of()
                : given.stream().filter(file -> !file.isEmpty()).toList();
    }

    /** For a page that comes back: a browser keeps what was typed and forgets which files were chosen. */
    static List<String> names(List<MultipartFile> chosen) {
        return chosen.stream()
                .map(file -> VisibleText.of(String.valueOf(file.getOriginalFilename())))
                .toList();
    }
}
