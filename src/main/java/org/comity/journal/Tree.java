package org.comity.journal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.comity.messages.Digest;

/**
 * A Merkle tree that grows to the right (RFC 6962 2.1), as its frontier: the roots of the full subtrees from left to right, one for
 * each bit of its size. Adding a leaf costs at most 63 hashes, memory never exceeds 63 of them.
 */
final class Tree {
    private static final int HASH = 32; // bytes of a SHA-256

    private final List<byte[]> frontier = new ArrayList<>();
    private long size;

    /** @param nodes the frontier's hashes, one after the other */
    static Tree of(long size, byte[] nodes) {
        Tree tree = new Tree();
        tree.size = size;
        for (int from = 0; from < nodes.length; from += HASH) {
            tree.frontier.add(Arrays.copyOfRange(nodes, from, from + HASH));
        }
        return tree;
    }

    static Tree empty() {
        return new Tree();
    }

    /** RFC 6962 2.1: the prefix keeps a leaf from being taken for a node. */
    static byte[] leaf(byte[] content) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update((byte) 0);
        return sha256.digest(content);
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    void add(byte[] leafHash) {
        byte[] subtree = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            subtree = node(frontier.removeLast(), subtree);
        }
        frontier.add(subtree);
        size++;
    }

    long size() {
        return size;
    }

    /** Of the empty tree: the SHA-256 of nothing. */
    Digest root() {
        if (frontier.isEmpty()) {
            return Digest.of(new byte[0]);
        }
        byte[] root = frontier.getLast();
        for (int left = frontier.size() - 2; left >= 0; left--) {
            root = node(frontier.get(left), root);
        }
        return Digest.ofHash(root);
    }

    /** As {@link #of} takes it. */
    byte[] nodes() {
        byte[] all = new byte[frontier.size() * HASH];
        for (int index = 0; index < frontier.size(); index++) {
            System.arraycopy(frontier.get(index), 0, all, index * HASH, HASH);
        }
        return all;
    }
}
