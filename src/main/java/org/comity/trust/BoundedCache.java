package org.comity.trust;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers at most {@code most} results that can be computed again. When it is full it forgets everything: partners are few, so
 * a full cache means that somebody feeds us variety, and the one thing that matters then is the bound.
 */
final class BoundedCache<K, V> {
    private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
    private final int most;

    BoundedCache(int most) {
        this.most = most;
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    void put(K key, V value) {
        if (entries.size() >= most) {
            entries.clear();
        }
        entries.put(key, value);
    }

    int size() {
        return entries.size();
    }
}
